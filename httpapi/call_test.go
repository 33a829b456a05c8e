package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"huiyin"
	"huiyin/store"
	"huiyin/switchboard/ledger"
)

// recorded writes down a call of somebody with a second of sound.
func (h *house) recorded(who huiyin.StaffID) (huiyin.CallID, []byte) {
	h.t.Helper()
	at := time.Now().Add(-time.Hour)
	sound := append([]byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x06\x00\x02\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x08\x00data\x80\x3e\x00\x00"), bytes.Repeat([]byte{0x2a, 0xd5}, 8000)...)
	blob, err := h.vault.Put(context.Background(), bytes.NewReader(sound), 1<<20)
	must(h.t, err)
	c := store.Call{ID: huiyin.NewID[huiyin.CallID](at), Hotline: "12345", Phone: "19900001234", Staff: who, ArrivedAt: at, AnsweredAt: at.Add(4 * time.Second), EndedAt: at.Add(64 * time.Second), Outcome: "answered", Score: 4}
	must(h.t, h.store.Write(context.Background(), func(t *store.Tx) error {
		if err := t.AddCall(c); err != nil {
			return err
		}
		return t.SaveRecording(store.Recording{Call: c.ID, Hash: blob.Hash.String(), Size: blob.Size, StartedAt: c.AnsweredAt, Duration: time.Second, Pauses: "0.2-0.4",
			Waveform: ledger.Waveform(bytes.NewReader(sound), int64(len(sound)))})
	}))
	return c.ID, sound
}

func (p *person) id() (id huiyin.StaffID) {
	p.h.t.Helper()
	_, body := p.h.send(p, "GET", "/session", nil, nil)
	var me struct{ ID huiyin.StaffID }
	must(p.h.t, json.Unmarshal(body, &me))
	return me.ID
}

// exchange is a request as data, and what comes back.
type exchange struct {
	name   string
	who    *person
	method string
	path   string
	body   any
	status int
	say    string // part of the answer
	hide   string // no part of it
}

func (h *house) exchange(list []exchange) {
	h.t.Helper()
	for _, x := range list {
		res, body := h.send(x.who, x.method, x.path, x.body, nil)
		if res.StatusCode != x.status || !strings.Contains(string(body), x.say) || x.hide != "" && strings.Contains(string(body), x.hide) {
			h.t.Errorf("%s: %s %s gives %d %.600s", x.name, x.method, x.path, res.StatusCode, body)
		}
	}
}

func TestCallsThroughTheCounter(t *testing.T) {
	h := open(t)
	op, rival, leader, clerk := h.join("op", 0, huiyin.Operator), h.join("rival", 0, huiyin.Operator), h.join("leader", 0, huiyin.ShiftLeader), h.join("analyst", 0, huiyin.Analyst)
	id, sound := h.recorded(op.id())
	call := fmt.Sprintf("/calls/%d", id)
	h.exchange([]exchange{
		{"one's own", op, "GET", "/calls", nil, 200, `"phone":"199****1234"`, "0000"},
		{"a colleague's", rival, "GET", "/calls", nil, 200, `"items":[]`, ""},
		{"all", leader, "GET", "/calls?score=4&recorded=true&outcome=answered", nil, 200, `"waited":4,"talked":60`, ""},
		{"another score", leader, "GET", "/calls?score=5", nil, 200, `"items":[]`, ""},
		{"by number", leader, "GET", "/calls?phone=199%200000%201234", nil, 200, `"may_listen":true`, ""},
		{"a bad number", leader, "GET", "/calls?phone=x", nil, 422, `"invalid_phone"`, ""},
		{"a bad outcome", leader, "GET", "/calls?outcome=lost", nil, 422, `outcome`, ""},
		{"a bad cursor", leader, "GET", "/calls?after=x", nil, 422, `"invalid_after"`, ""},
		{"an analyst", clerk, "GET", "/calls", nil, 403, `"permission"`, ""},
		{"satisfaction", leader, "GET", "/calls/scores", nil, 200, `"average":4,"count":1,"none":0,"scores":[0,0,0,1,0]`, ""},
		{"a call", op, "GET", call, nil, 200, `"pauses":[{"from":0.2,"to":0.4}],"caller":[255,`, "19900001234"},
		{"a colleague's call", rival, "GET", call, nil, 404, `"call_not_found"`, ""},
		{"no reason", op, "POST", call + "/listen", map[string]string{"purpose": " "}, 422, `"invalid_purpose"`, ""},
		{"hearing a colleague", rival, "POST", call + "/listen", map[string]string{"purpose": "curious"}, 404, `"call_not_found"`, ""},
		{"a bad ticket", op, "GET", "/recordings/1.2.3.4", nil, 403, `"ticket"`, ""},
	})
	_, body := h.send(op, "POST", call+"/listen", map[string]string{"purpose": "a complaint"}, nil)
	var ticket struct{ Address string }
	must(t, json.Unmarshal(body, &ticket))
	path := strings.TrimPrefix(ticket.Address, "/api/v1")
	res, body := h.send(op, "GET", path, nil, nil)
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "audio/wav" || !bytes.Equal(body, sound) || res.Header.Get("Accept-Ranges") != "bytes" {
		t.Errorf("the sound: %d %v, %d bytes", res.StatusCode, res.Header, len(body))
	}
	res, body = h.send(op, "GET", path, nil, map[string]string{"Range": "bytes=44-47"})
	if res.StatusCode != http.StatusPartialContent || !bytes.Equal(body, sound[44:48]) || res.Header.Get("Content-Range") != fmt.Sprintf("bytes 44-47/%d", len(sound)) {
		t.Errorf("a range: %d %v, %x", res.StatusCode, res.Header, body)
	}
	if res, _ = h.send(op, "GET", path, nil, map[string]string{"Range": "bytes=99999999-"}); res.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("a range beyond the end: %d", res.StatusCode)
	}
	h.exchange([]exchange{{"another's ticket", leader, "GET", path, nil, 403, `"ticket"`, ""}})
}

func TestCallbacksThroughTheCounter(t *testing.T) {
	h := open(t)
	op, rival, visitor := h.join("op", 0, huiyin.Operator), h.join("rival", 0, huiyin.Operator), h.join("visitor", 0, huiyin.Visitor)
	soon := h.dir.City().Book.Calendar.NextWorking(time.Now().Add(time.Hour)).Add(time.Minute)
	h.exchange([]exchange{
		{"at night", op, "POST", "/callbacks", map[string]any{"phone": "19900001234", "promised_at": soon.Add(-soon.Sub(soon.Truncate(24 * time.Hour))).Add(19 * time.Hour)}, 422, `"invalid_promised_at"`, ""},
		{"nobody", op, "POST", "/callbacks", map[string]any{"promised_at": soon}, 422, `"invalid_phone"`, ""},
		{"no time", op, "POST", "/callbacks", map[string]any{"phone": "19900001234"}, 422, `promised_at`, ""},
		{"booked", op, "POST", "/callbacks", map[string]any{"phone": "19900001234", "promised_at": soon}, 201, `"state":"open"`, "19900001234"},
		{"listed", rival, "GET", "/callbacks", nil, 200, `"phone":"199****1234"`, "0000"},
		{"not a visitor's", visitor, "GET", "/callbacks", nil, 200, `"items":[]`, ""},
		{"done", rival, "GET", "/callbacks?done=true", nil, 200, `"items":[]`, ""},
	})
	_, body := h.send(op, "GET", "/callbacks", nil, nil)
	var list struct{ Items []struct{ ID int64 } }
	must(t, json.Unmarshal(body, &list))
	path := fmt.Sprintf("/callbacks/%d", list.Items[0].ID)
	h.exchange([]exchange{
		{"not taken", op, "POST", path + "/tried", map[string]any{"reached": true}, 409, `"not_claimed"`, ""},
		{"not a visitor's to take", visitor, "POST", path + "/claim", nil, 404, `"callback_not_found"`, ""},
		{"taken", op, "POST", path + "/claim", nil, 200, `"number":"19900001234"`, ""},
		{"taken by another", rival, "POST", path + "/claim", nil, 409, `"claimed"`, "19900001234"},
		{"given back", op, "POST", path + "/release", nil, 200, `"state":"open"`, ""},
		{"taken after all", rival, "POST", path + "/claim", nil, 200, `"state":"claimed"`, ""},
		{"not reached", rival, "POST", path + "/tried", map[string]any{"reached": false, "note": "busy"}, 200, `"attempts":1`, ""},
		{"dropped without a word", op, "POST", path + "/cancel", map[string]any{"reason": ""}, 422, `"invalid_reason"`, ""},
		{"dropped", op, "POST", path + "/cancel", map[string]any{"reason": "Rang us."}, 200, `"state":"cancelled"`, ""},
		{"dropped again", op, "POST", path + "/cancel", map[string]any{"reason": "Rang us."}, 409, `"callback_ended"`, ""},
		{"done at last", op, "GET", "/callbacks?done=true", nil, 200, `"note":"Rang us."`, ""},
	})
}

func TestInspectionsThroughTheCounter(t *testing.T) {
	h := open(t)
	op, one, two := h.join("op", 0, huiyin.Operator), h.join("one", 0, huiyin.Inspector), h.join("two", 0, huiyin.Inspector)
	id, _ := h.recorded(op.id())
	day := map[string]any{"seed": "s1", "from": time.Now().Add(-3 * time.Hour), "to": time.Now().Add(-time.Second), "each": 2}
	h.exchange([]exchange{
		{"the form", op, "GET", "/inspections/form", nil, 200, `"name":"greeting","weight":5`, ""},
		{"drawn by an operator", op, "POST", "/inspections/draw", day, 403, `"permission"`, ""},
		{"drawn", one, "POST", "/inspections/draw", day, 200, `"seed":"s1","of":1,"calls":1`, ""},
		{"waiting", two, "GET", "/inspections?state=waiting", nil, 200, `"sample":"s1"`, ""},
		{"hidden from the operator", op, "GET", "/inspections?state=waiting", nil, 200, `"items":[]`, ""},
	})
	_, body := h.send(one, "GET", "/inspections?state=waiting", nil, nil)
	var list struct{ Items []struct{ ID int64 } }
	must(t, json.Unmarshal(body, &list))
	path, marks := fmt.Sprintf("/inspections/%d", list.Items[0].ID), map[string]int{"greeting": 5, "listening": 5, "wording": 4, "accuracy": 5, "closing": 5}
	listen, purpose := fmt.Sprintf("/calls/%d/listen", id), map[string]string{"purpose": "inspection"}
	h.exchange([]exchange{
		{"unheard", one, "PUT", path, map[string]any{"marks": marks}, 409, `"not_heard"`, ""},
		{"heard", one, "POST", listen, purpose, 200, `"address":"/api/v1/recordings/`, ""},
		{"half a form", one, "PUT", path, map[string]any{"marks": map[string]int{"greeting": 5}}, 422, `"invalid_marks"`, ""},
		{"judged", one, "PUT", path, map[string]any{"marks": marks, "note": "Calm."}, 200, `"score":95`, ""},
		{"judged again", one, "PUT", path, map[string]any{"marks": marks}, 409, `"inspected"`, ""},
		{"read by the operator", op, "GET", path, nil, 200, `"wording":4`, ""},
		{"objected", op, "POST", path + "/objection", map[string]any{"reason": "The line was bad."}, 200, `"score_before":95`, ""},
		{"objected twice", op, "POST", path + "/objection", map[string]any{"reason": "Again."}, 409, `"objected"`, ""},
		{"decided by the same", one, "POST", path + "/decision", map[string]any{"decision": "No."}, 403, `"own_result"`, ""},
		{"heard too", two, "POST", listen, purpose, 200, "", ""},
		{"decided", two, "POST", path + "/decision", map[string]any{"decision": "It stays."}, 200, `"decision":"It stays."`, ""},
	})
}

func TestSeatsThroughTheCounter(t *testing.T) {
	h := open(t)
	op, leader := h.join("op", 0, huiyin.Operator), h.join("leader", 0, huiyin.ShiftLeader)
	skills := fmt.Sprintf("/staff/%d/skills", op.id())
	h.exchange([]exchange{
		{"a seat", leader, "PUT", "/seats/118", map[string]any{"name": "Window", "active": true}, 200, `"number":118`, ""},
		{"a seat too many", leader, "PUT", "/seats/1000", map[string]any{"active": true}, 422, `number`, ""},
		{"by an operator", op, "PUT", "/seats/118", map[string]any{"active": false}, 403, `"permission"`, ""},
		{"the seats", op, "GET", "/seats", nil, 200, `"name":"Window"`, ""},
		{"the dictionary", op, "GET", "/skills", nil, 200, `"code":"language.sichuanese","kind":"language"`, ""},
		{"skills", leader, "PUT", skills, map[string]any{"items": []map[string]any{{"skill": "language.sichuanese", "level": 4}}}, 200, `"level":4`, ""},
		{"unknown skills", leader, "PUT", skills, map[string]any{"items": []map[string]any{{"skill": "charm", "level": 4}}}, 422, `"invalid_skills"`, ""},
		{"read", op, "GET", skills, nil, 200, `"skill":"language.sichuanese"`, ""},
		{"the operators", leader, "GET", "/operators?q=op", nil, 200, `"skills":[{"skill":"language.sichuanese","level":4}],"satisfaction"`, ""},
	})
}
