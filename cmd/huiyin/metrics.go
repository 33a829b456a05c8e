package main

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// metrics are what a monitor scrapes; no label ever holds a person, a number or a word of anybody.
func (h *house) metrics() *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	count := func(name, help string, value func() int64) {
		r.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, func() float64 { return float64(value()) }))
	}
	count("huiyin_writes_total", "Transactions asked for.", func() int64 { n, _, _ := h.store.Counts(); return n })
	count("huiyin_commits_total", "Commits that went to disk; several transactions may share one.", func() int64 { _, n, _ := h.store.Counts(); return n })
	if h.engine != nil {
		r.MustRegister(voiceMetrics{h})
	}
	return r
}
