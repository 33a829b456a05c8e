package browser_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"

	"huiyin/voice/browser"
	voice "huiyin/voice/rtp"
)

// The crowd is this program once more: what it costs must not count for the server.
const crowdURL = "HUIYIN_TEST_CROWD"

func TestMain(m *testing.M) {
	if url := os.Getenv(crowdURL); url != "" {
		crowd(url)
		return
	}
	os.Exit(m.Run())
}

// crowd talks with the seats behind url, and writes how it went.
func crowd(url string) {
	seats, _ := strconv.Atoi(os.Args[1])
	long, _ := time.ParseDuration(os.Args[2])
	begun := time.Now()
	c, err := browser.Gather(context.Background(), seats, func(ctx context.Context, seat int, offer string) (string, error) {
		res, err := http.Post(fmt.Sprintf("%s/%d", url, seat), "application/sdp", bytes.NewReader([]byte(offer)))
		if err != nil {
			return "", err
		}
		defer res.Body.Close()
		text, err := io.ReadAll(res.Body)
		return string(text), err
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if _, err = http.Post(url+"/up", "", nil); err == nil { // answers when every seat is up
		fmt.Fprintln(os.Stderr, "all up after", time.Since(begun).Round(time.Millisecond))
		c.Talk(context.Background(), time.Second) // the first packets find their tracks
		_, err = http.Post(url+"/begin", "", nil)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	_ = json.NewEncoder(os.Stdout).Encode(c.Talk(context.Background(), long))
}

// BenchmarkSeats is what n seats cost that all talk: of one core, of memory, and in delay there and back. Each seat sends
// back what it hears, so that a packet costs what a packet of a call costs: one in, one out.
func BenchmarkSeats(b *testing.B) {
	for _, seats := range []int{50, 200} {
		b.Run(strconv.Itoa(seats), func(b *testing.B) {
			for b.Loop() {
				measure(b, seats, 8*time.Second)
			}
		})
	}
}

func measure(b *testing.B, seats int, long time.Duration) {
	server := loopback(b)
	up := make(chan struct{}, seats*10)
	peers := make([]*browser.Peer, seats)
	for i := range peers {
		p, err := server.Peer(browser.Seat{Up: func() { up <- struct{}{} }})
		must(b, err)
		p.Receive(func(f voice.Frame) { _ = p.Send(1, f) })
		peers[i] = p
	}
	var before syscall.Rusage
	var begun time.Time
	desk := http.NewServeMux()
	desk.HandleFunc("POST /{seat}", func(w http.ResponseWriter, r *http.Request) {
		seat, _ := strconv.Atoi(r.PathValue("seat"))
		offer, _ := io.ReadAll(r.Body)
		answer, err := peers[seat].Answer(string(offer))
		if err != nil {
			b.Error(err)
		}
		fmt.Fprint(w, answer)
	})
	desk.HandleFunc("POST /up", func(http.ResponseWriter, *http.Request) {
		for range seats {
			receive(b, up)
		}
	})
	desk.HandleFunc("POST /begin", func(http.ResponseWriter, *http.Request) {
		begun, before = time.Now(), usage(b)
	})
	signalling := httptest.NewServer(desk)
	defer signalling.Close()
	child := exec.Command(os.Args[0], strconv.Itoa(seats), long.String())
	child.Env, child.Stderr = append(os.Environ(), crowdURL+"="+signalling.URL), os.Stderr
	out, err := child.Output()
	must(b, err)
	var f browser.Figures
	must(b, json.Unmarshal(out, &f))
	spent := cpu(usage(b)) - cpu(before)
	var lost uint64
	for _, p := range peers {
		lost += p.Stats().Lost
	}
	runtime.GC()
	b.ReportMetric(100*spent.Seconds()/time.Since(begun).Seconds(), "%core")
	b.ReportMetric(float64(usage(b).Maxrss)/1024, "MB")
	b.ReportMetric(float64(f.Sent-f.Heard), "unheard")
	b.ReportMetric(float64(lost), "lost")
	b.ReportMetric(float64(f.Sent), "packets")
	b.ReportMetric(f.Middle.Seconds()*1e3, "ms-p50")
	b.ReportMetric(f.Worst.Seconds()*1e3, "ms-p99")
	b.ReportMetric(0, "ns/op")
}

func usage(b *testing.B) (r syscall.Rusage) {
	must(b, syscall.Getrusage(syscall.RUSAGE_SELF, &r))
	return r
}

func cpu(r syscall.Rusage) time.Duration { return time.Duration(r.Utime.Nano() + r.Stime.Nano()) }

// BenchmarkSend is what a packet to a browser costs.
func BenchmarkSend(b *testing.B) {
	s := open(b, loopback(b))
	c, err := browser.NewClient(func(voice.Frame) {})
	must(b, err)
	defer c.Close()
	(&chrome{Client: c}).call(b, s)
	s.waitFor(b, true)
	f := voice.Frame{Codec: voice.PCMA, Payload: tone(1000, 0)}
	b.ReportAllocs()
	for b.Loop() {
		f.Seq, f.Time = f.Seq+1, f.Time+160
		must(b, s.Send(1, f))
	}
}
