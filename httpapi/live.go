package httpapi

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"huiyin/staff"
)

// live streams what happens to the cases the reader may see, as server-sent events named "news"; "again" means that the
// reader missed something and should ask for everything anew.
func (a *API) live(w http.ResponseWriter, r *http.Request) {
	s, err := a.requestSession(r)
	if err == nil && !staff.Can(s.Actor, "cases.read") {
		err = forbiddenRead
	}
	if err != nil {
		writeProblem(w, problem(r.Context(), a.Log, err))
		return
	}
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Time{}) // a stream outlives the server's write limit
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	news, leave := a.Hub.Subscribe(s.Actor)
	defer leave()
	beat := time.NewTicker(20 * time.Second)
	defer beat.Stop()
	fmt.Fprint(w, "retry: 2000\nevent: hello\ndata: {}\n\n")
	for out.Flush() == nil {
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
			fmt.Fprint(w, ": beat\n\n")
		case n, ok := <-news:
			if !ok {
				fmt.Fprint(w, "event: again\ndata: {}\n\n")
				_ = out.Flush()
				return
			}
			data, err := json.Marshal(map[string]any{"case": n.Case, "kind": n.Kind, "state": n.State, "unit": n.Unit})
			if err == nil {
				fmt.Fprintf(w, "event: news\ndata: %s\n\n", data)
			}
		}
	}
}
