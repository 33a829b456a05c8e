package main

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"huiyin/switchboard"
	"huiyin/switchboard/room"
	"huiyin/voice"
	"huiyin/voice/rtp"
)

// gauge describes one figure of the telephone side.
func gauge(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("huiyin_"+name, help, labels, nil)
}

// What is told of the telephone side. Labels name trunks, states and reasons, never a number or a person.
var (
	trunkUp      = gauge("trunk_up", "Whether a trunk answers; one that only calls us counts as up.", "trunk")
	trunkCalls   = gauge("trunk_calls", "Calls over a trunk now.", "trunk")
	phonesUp     = gauge("desk_phones_registered", "Desk phones that can be called.")
	turnedAway   = gauge("sip_refused_total", "Requests that were refused, by reason: stranger, silenced, malformed, wrong_digest, locked_out.", "reason")
	packets      = gauge("rtp_packets_received_total", "Packets of voice that came, from sip or browser.", "from")
	packetsLost  = gauge("rtp_packets_lost_total", "Packets of voice that did not come, from sip or browser.", "from")
	callsNow     = gauge("calls", "Calls here now, by state.", "state")
	longestWait  = gauge("queue_longest_wait_seconds", "How long the first in the queue has waited.")
	seatsNow     = gauge("seats", "Seats where somebody sits, by state.", "state")
	owed         = gauge("callbacks_open", "People we owe a call.")
	owedLate     = gauge("callbacks_late", "Of these, those who were promised it for an earlier time.")
	unrecorded   = gauge("calls_unrecorded", "Calls whose recording failed, until one succeeds again.")
	tapesFailed  = gauge("recordings_failed_total", "Recordings that failed, or have gaps, because of the disk.")
	unwritten    = gauge("room_unwritten", "Things that happened in the room and wait to be written down.")
	voiceFigures = []*prometheus.Desc{trunkUp, trunkCalls, phonesUp, turnedAway, packets, packetsLost, callsNow, longestWait, seatsNow, owed, owedLate, unrecorded, tapesFailed, unwritten}
)

// voiceMetrics asks the telephone side whenever a monitor does.
type voiceMetrics struct{ h *house }

// Describe implements prometheus.Collector.
func (voiceMetrics) Describe(to chan<- *prometheus.Desc) {
	for _, d := range voiceFigures {
		to <- d
	}
}

// Collect implements prometheus.Collector.
func (m voiceMetrics) Collect(to chan<- prometheus.Metric) {
	out := voiceSheet{to}
	out.engine(m.h.engine.State(), m.h.browsers.Traffic())
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	f, err := m.h.board.Figures(ctx)
	if err != nil { // it opens or closes; the engine's figures are told all the same
		return
	}
	out.room(f)
}

// voiceSheet is what one scrape is answered with.
type voiceSheet struct{ to chan<- prometheus.Metric }

func (s voiceSheet) now(d *prometheus.Desc, value float64, labels ...string) {
	s.to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
}

func (s voiceSheet) since(d *prometheus.Desc, value float64, labels ...string) {
	s.to <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, value, labels...)
}

func (s voiceSheet) engine(e voice.State, seats rtp.Sums) {
	for _, t := range e.Trunks {
		up := 0.0
		if t.Up {
			up = 1
		}
		s.now(trunkUp, up, t.Name)
		s.now(trunkCalls, float64(t.Calls), t.Name)
	}
	s.now(phonesUp, float64(e.Phones))
	r := e.Refusals
	for reason, n := range map[string]uint64{"stranger": r.Refused, "silenced": r.Silenced, "malformed": r.Malformed, "wrong_digest": r.Wrong, "locked_out": r.Locked} {
		s.since(turnedAway, float64(n), reason)
	}
	for from, sums := range map[string]rtp.Sums{"sip": e.Traffic, "browser": seats} {
		s.since(packets, float64(sums.In), from)
		s.since(packetsLost, float64(sums.Lost), from)
	}
}

// All states are told, those with nobody in them as well: a line on a screen must not end.
var (
	callStates = []room.CallState{room.Arriving, room.Queued, room.Offered, room.Dialling, room.InTalk, room.Surveying, room.Departing, room.Forwarded}
	seatStates = []room.SeatState{room.Available, room.Reserved, room.SeatRings, room.Talking, room.Holding, room.Consulting, room.WrapUp, room.Break, room.Training,
		room.Outbound, room.Watching, room.Unanswered}
)

func (s voiceSheet) room(f switchboard.Figures) {
	calls := map[room.CallState]int{room.Queued: len(f.Queue)}
	for _, c := range f.Calls {
		calls[c.State]++
	}
	for _, state := range callStates {
		s.now(callsNow, float64(calls[state]), string(state))
	}
	seats := map[room.SeatState]int{}
	for _, v := range f.Seats {
		seats[v.State]++
	}
	for _, state := range seatStates {
		s.now(seatsNow, float64(seats[state]), string(state))
	}
	s.now(longestWait, f.LongestNow.Seconds())
	s.now(owed, float64(f.Callbacks))
	s.now(owedLate, float64(f.Overdue))
	s.now(unrecorded, float64(f.Unrecorded))
	s.now(unwritten, float64(f.Unwritten))
	s.since(tapesFailed, float64(f.RecordingsFailed))
}
