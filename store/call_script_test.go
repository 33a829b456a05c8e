package store_test

import (
	"time"

	"huiyin"
	"huiyin/store"
)

// centreScript is the answering centre's part of the script.
func centreScript() []line {
	id := huiyin.FirstID[huiyin.CallID](noon)
	call := filled(func(c *store.Call) {
		c.ID, c.Hotline, c.Phone, c.Case, c.Staff, c.Outcome, c.Score = id, "12345", "19900001234", 7, 8, "answered", 5
		c.ArrivedAt, c.EndedAt = noon, time.Time{}
	})
	another := store.Call{ID: id + 1, Hotline: "12315", ArrivedAt: noon, EndedAt: noon.Add(time.Minute), Outcome: "abandoned", Held: 1500 * time.Millisecond}
	recording := filled(func(r *store.Recording) { r.Call, r.Hash = id, "abc" })
	calls := func(name string, f store.CallFilter) line {
		return ask("Calls "+name, func(tx *store.Tx) (any, error) { return both(tx.Calls(f, huiyin.Page{Limit: 1})) })
	}
	return []line{
		do("AddCall", func(tx *store.Tx) error { return tx.AddCall(call) }),
		do("AddCall without a number", func(tx *store.Tx) error { return tx.AddCall(another) }),
		ask("Call", func(tx *store.Tx) (store.Call, error) { return tx.Call(id) }),
		ask("Call none", func(tx *store.Tx) (store.Call, error) { return tx.Call(1) }),
		ask("CallPhone", func(tx *store.Tx) (huiyin.Phone, error) { return tx.CallPhone(id) }),
		ask("CallPhone withheld", func(tx *store.Tx) (huiyin.Phone, error) { return tx.CallPhone(id + 1) }),
		ask("CallPhone none", func(tx *store.Tx) (huiyin.Phone, error) { return tx.CallPhone(1) }),
		ask("LiveCalls", (*store.Tx).LiveCalls),
		do("SaveCall", func(tx *store.Tx) error {
			c := call
			c.EndedAt, c.Phone = noon.Add(time.Hour), "not this way"
			return tx.SaveCall(c)
		}),
		do("SaveCall none", func(tx *store.Tx) error { return tx.SaveCall(store.Call{ID: 1}) }),
		ask("LiveCalls none", (*store.Tx).LiveCalls),
		ask("CallPhone as it was", func(tx *store.Tx) (huiyin.Phone, error) { return tx.CallPhone(id) }),
		ask("CallsSince", func(tx *store.Tx) ([]store.Call, error) { return tx.CallsSince(id, 10) }),
		do("SaveRecording", func(tx *store.Tx) error { return tx.SaveRecording(recording) }),
		do("SaveRecording again", func(tx *store.Tx) error { r := recording; r.Size = 5; return tx.SaveRecording(r) }),
		ask("Recording", func(tx *store.Tx) (store.Recording, error) { return tx.Recording(id) }),
		ask("Recording none", func(tx *store.Tx) (store.Recording, error) { return tx.Recording(1) }),
		ask("FileKnown as a recording", func(tx *store.Tx) (bool, error) { return tx.FileKnown("abc") }),
		calls("all", store.CallFilter{}),
		calls("of a number", store.CallFilter{Phone: "19900001234", Score: 5, Recorded: true}),
		calls("of a case", store.CallFilter{Case: 7, Staff: 8, Hotline: "12345", Outcome: "answered"}),
		calls("of a time", store.CallFilter{From: noon.Add(-time.Hour), To: noon.Add(time.Hour)}),
		calls("within somebody's reach", store.CallFilter{Within: 8}),
		ask("CallPhones", func(tx *store.Tx) (any, error) { return tx.CallPhones([]huiyin.CallID{id, id + 1, 9}) }),
		ask("CallPhones of nothing", func(tx *store.Tx) (any, error) { return tx.CallPhones(nil) }),
		ask("Recorded", func(tx *store.Tx) (any, error) { return tx.Recorded([]huiyin.CallID{id, id + 1}) }),
		ask("Recorded of nothing", func(tx *store.Tx) (any, error) { return tx.Recorded(nil) }),
		ask("CallScores", func(tx *store.Tx) ([]store.StaffScore, error) { return tx.CallScores(store.CallFilter{}) }),
		ask("SpokenCalls", func(tx *store.Tx) ([]store.Spoken, error) {
			return tx.SpokenCalls(noon.Add(-time.Hour), noon.Add(time.Hour))
		}),
		ask("CaseNames of nothing", func(tx *store.Tx) (any, error) { return tx.CaseNames(nil) }),
		ask("CaseNames of none", func(tx *store.Tx) (any, error) { return tx.CaseNames([]huiyin.CaseID{7}) }),
		ask("StaffNames of nothing", func(tx *store.Tx) (any, error) { return tx.StaffNames(nil) }),
		ask("StaffNames of none", func(tx *store.Tx) (any, error) { return tx.StaffNames([]huiyin.StaffID{7}) }),
		ask("HeadBefore", func(tx *store.Tx) ([]byte, error) { return tx.HeadBefore(3, noon.AddDate(1, 0, 0)) }),
		ask("Calls after that", func(tx *store.Tx) (any, error) {
			return both(tx.Calls(store.CallFilter{}, huiyin.Page{After: "3"}))
		}),
		ask("Calls after nonsense", func(tx *store.Tx) (any, error) {
			return both(tx.Calls(store.CallFilter{}, huiyin.Page{After: "x"}))
		}),
	}
}

func seatScript() []line {
	seat := filled(func(s *store.Seat) { s.Number = 118 })
	state := store.SeatState{Staff: 8, At: noon, Seat: 118, State: "ready"}
	return []line{
		do("SaveSeat", func(tx *store.Tx) error { return tx.SaveSeat(seat) }),
		do("SaveSeat again", func(tx *store.Tx) error { s := seat; s.Reserve = false; return tx.SaveSeat(s) }),
		ask("Seats", (*store.Tx).Seats),
		do("SetPhonePlaces", func(tx *store.Tx) error {
			return tx.SetPhonePlaces("phone-1", []store.PhonePlace{
				{Phone: "phone-1", Source: "192.0.2.7:5060", Contact: "sip:phone-1@192.0.2.7", Register: "a", Turn: 7, Expires: noon},
				{Phone: "phone-1", Source: "192.0.2.8:5060", Contact: "sip:phone-1@192.0.2.8", Register: "b", Turn: 1 << 31, Expires: noon.Add(-time.Minute)}})
		}),
		ask("PhonePlaces", (*store.Tx).PhonePlaces),
		do("SetPhonePlaces to none", func(tx *store.Tx) error { return tx.SetPhonePlaces("phone-1", nil) }),
		ask("PhonePlaces, none left", (*store.Tx).PhonePlaces),
		do("SaveRoomRule", func(tx *store.Tx) error {
			return tx.SaveRoomRule(store.RoomRule{Key: "wrap_up", Value: "60", At: noon, By: 7})
		}),
		do("SaveRoomRule again", func(tx *store.Tx) error {
			return tx.SaveRoomRule(store.RoomRule{Key: "wrap_up", Value: "50", At: noon.Add(time.Hour), By: 8})
		}),
		do("SaveRoomRule of another", func(tx *store.Tx) error { return tx.SaveRoomRule(store.RoomRule{Key: "offer", Value: "20", At: noon}) }),
		ask("RoomRules", (*store.Tx).RoomRules),
		do("DropRoomRule", func(tx *store.Tx) error { return tx.DropRoomRule("wrap_up") }),
		do("DropRoomRule twice", func(tx *store.Tx) error { return tx.DropRoomRule("wrap_up") }),
		ask("RoomRules, one left", (*store.Tx).RoomRules),
		do("ServeFirst", func(tx *store.Tx) error { return tx.ServeFirst("19900001234", true, noon, 7) }),
		do("ServeFirst again", func(tx *store.Tx) error { return tx.ServeFirst("19900001234", true, noon.Add(time.Hour), 8) }),
		ask("ServedFirst", func(tx *store.Tx) (bool, error) { return tx.ServedFirst("19900001234") }),
		ask("ServedFirst, another", func(tx *store.Tx) (bool, error) { return tx.ServedFirst("19900005678") }),
		do("ServeFirst no longer", func(tx *store.Tx) error { return tx.ServeFirst("19900001234", false, noon, 7) }),
		ask("ServedFirst no longer", func(tx *store.Tx) (bool, error) { return tx.ServedFirst("19900001234") }),
		do("Hold", func(tx *store.Tx) error { return tx.Hold(2) }),
		do("SetSkills", func(tx *store.Tx) error {
			return tx.SetSkills(8, []store.Skill{{Name: "lang:yue", Level: 3}, {Name: "tax", Level: 5}})
		}),
		do("SetSkills anew", func(tx *store.Tx) error { return tx.SetSkills(8, []store.Skill{{Name: "tax", Level: 4}}) }),
		ask("Skills", func(tx *store.Tx) ([]store.Skill, error) { return tx.Skills(8) }),
		do("AddSeatState", func(tx *store.Tx) error { return tx.AddSeatState(state) }),
		do("AddSeatState of the same moment", func(tx *store.Tx) error {
			s := state
			s.State, s.Call = "talking", 5
			return tx.AddSeatState(s)
		}),
		ask("SeatStates", func(tx *store.Tx) ([]store.SeatState, error) { return tx.SeatStates(8, noon, noon.Add(time.Hour)) }),
		ask("SeatStates of all", func(tx *store.Tx) ([]store.SeatState, error) { return tx.SeatStates(0, noon, noon.Add(time.Hour)) }),
	}
}

func callbackScript() []line {
	id := huiyin.FirstID[huiyin.CallbackID](noon)
	promise := func(id huiyin.CallbackID, phone huiyin.Phone, at time.Time) store.Callback {
		return store.Callback{ID: id, Reason: "abandoned", Hotline: "12345", Call: 3, Phone: phone, AskedAt: noon, Promised: at, NextAt: at}
	}
	return []line{
		ask("Promise", func(tx *store.Tx) (store.Callback, error) {
			return tx.Promise(promise(id, "19900001234", noon.Add(time.Hour)))
		}),
		ask("Promise the same number", func(tx *store.Tx) (store.Callback, error) {
			c := promise(id+1, "19900001234", noon)
			c.Case, c.Urgent = 7, true
			return tx.Promise(c)
		}),
		ask("Promise another", func(tx *store.Tx) (store.Callback, error) { return tx.Promise(promise(id+2, "19900005678", noon)) }),
		ask("Promise nobody", func(tx *store.Tx) (store.Callback, error) { return tx.Promise(promise(id+3, "", noon)) }),
		ask("CallbackPhone", func(tx *store.Tx) (huiyin.Phone, error) { return tx.CallbackPhone(id) }),
		ask("CallbackPhone none", func(tx *store.Tx) (huiyin.Phone, error) { return tx.CallbackPhone(1) }),
		ask("CallbackTo", func(tx *store.Tx) ([]store.Callback, error) { return tx.CallbackTo("19900001234") }),
		ask("Callbacks", func(tx *store.Tx) (any, error) {
			return both(tx.Callbacks(store.CallbackFilter{Reasons: []string{"abandoned"}}, huiyin.Page{Limit: 1}))
		}),
		ask("Callbacks after that", func(tx *store.Tx) (any, error) {
			return both(tx.Callbacks(store.CallbackFilter{Reasons: []string{"abandoned"}}, huiyin.Page{After: "1-1"}))
		}),
		ask("Callbacks after nonsense", func(tx *store.Tx) (any, error) {
			return both(tx.Callbacks(store.CallbackFilter{Reasons: []string{"abandoned"}}, huiyin.Page{After: "1"}))
		}),
		ask("Callbacks done", func(tx *store.Tx) (any, error) {
			return both(tx.Callbacks(store.CallbackFilter{Done: true, Case: 7}, huiyin.Page{After: "1-1"}))
		}),
		ask("CallbackPhones", func(tx *store.Tx) (any, error) { return tx.CallbackPhones([]huiyin.CallbackID{id, id + 2, 9}) }),
		ask("CallbackPhones of nothing", func(tx *store.Tx) (any, error) { return tx.CallbackPhones(nil) }),
		do("MoveCallback", func(tx *store.Tx) error {
			before, err := tx.Callback(id)
			if err != nil {
				return err
			}
			after := before
			after.State, after.Staff, after.ClaimedAt = "claimed", 8, noon
			return tx.MoveCallback(before, after)
		}),
		do("MoveCallback of one in hand", func(tx *store.Tx) error {
			before, err := tx.Callback(id)
			if err != nil {
				return err
			}
			after := before
			after.State, after.ClaimedAt = "open", time.Time{}
			return tx.MoveCallback(before, after)
		}),
		do("MoveCallback that somebody moved", func(tx *store.Tx) error {
			return tx.MoveCallback(store.Callback{ID: id, State: "open"}, store.Callback{ID: id})
		}),
		ask("VisitCallback none", func(tx *store.Tx) (bool, error) { _, found, err := tx.VisitCallback(7); return found, err }),
		ask("Promise a visit", func(tx *store.Tx) (store.Callback, error) {
			c := promise(id+5, "19900001234", noon)
			c.Reason, c.Case = "return_visit", 70
			return tx.Promise(c)
		}),
		ask("VisitCallback", func(tx *store.Tx) (store.Callback, error) { c, _, err := tx.VisitCallback(70); return c, err }),
		ask("CountCallbacks", func(tx *store.Tx) ([2]int, error) {
			open, late, err := tx.CountCallbacks(noon.Add(time.Minute))
			return [2]int{open, late}, err
		}),
		do("SaveCallback", func(tx *store.Tx) error {
			c, err := tx.Callback(id)
			if err != nil {
				return err
			}
			c.State, c.Attempts, c.TriedAt, c.DoneAt, c.Staff = "reached", 1, noon, noon, 8
			return tx.SaveCallback(c)
		}),
		do("SaveCallback none", func(tx *store.Tx) error { return tx.SaveCallback(store.Callback{ID: 1}) }),
		ask("Callback", func(tx *store.Tx) (store.Callback, error) { return tx.Callback(id) }),
		ask("Callback none", func(tx *store.Tx) (store.Callback, error) { return tx.Callback(1) }),
		ask("Promise again after it was kept", func(tx *store.Tx) (store.Callback, error) { return tx.Promise(promise(id+4, "19900001234", noon)) }),
	}
}

func inspectionScript() []line {
	i := filled(func(i *store.Inspection) { i.ID, i.Call, i.Sample, i.DoneAt = 40, 4, "2026-09-16", time.Time{} })
	objection := store.Objection{Inspection: 40, Reason: "The caller had hung up.", At: noon, ScoreBefore: 92, MarksBefore: "greeting=5"}
	inspections := func(name string, f store.InspectionFilter, page huiyin.Page) line {
		return ask("Inspections "+name, func(tx *store.Tx) (any, error) { return both(tx.Inspections(f, page)) })
	}
	return []line{
		do("AddInspection", func(tx *store.Tx) error { return tx.AddInspection(i) }),
		do("AddInspection drawn twice", func(tx *store.Tx) error { k := i; k.ID = 41; return tx.AddInspection(k) }),
		do("AddInspection another", func(tx *store.Tx) error { k := i; k.ID, k.Call = 42, 5; return tx.AddInspection(k) }),
		inspections("waiting", store.InspectionFilter{State: "waiting"}, huiyin.Page{Limit: 1}),
		do("SaveInspection", func(tx *store.Tx) error {
			k := i
			k.DoneAt, k.Score = noon, 92
			return tx.SaveInspection(i, k)
		}),
		do("SaveInspection of one that is done", func(tx *store.Tx) error {
			k, err := tx.Inspection(40)
			if err != nil {
				return err
			}
			again := k
			again.Score = 93
			return tx.SaveInspection(k, again)
		}),
		do("SaveInspection that somebody saved", func(tx *store.Tx) error { return tx.SaveInspection(i, i) }),
		inspections("done", store.InspectionFilter{State: "done", Staff: i.Staff, Sample: i.Sample}, huiyin.Page{After: "99"}),
		inspections("after nonsense", store.InspectionFilter{}, huiyin.Page{After: "x"}),
		ask("Objection none", func(tx *store.Tx) (bool, error) { _, found, err := tx.Objection(40); return found, err }),
		ask("AddObjection", func(tx *store.Tx) (bool, error) { return tx.AddObjection(objection) }),
		ask("AddObjection again", func(tx *store.Tx) (bool, error) { return tx.AddObjection(objection) }),
		inspections("objected", store.InspectionFilter{State: "objected"}, huiyin.Page{}),
		ask("DecideObjection", func(tx *store.Tx) (bool, error) {
			o := objection
			o.DecidedAt, o.DecidedBy, o.Decision = noon, 9, "It stays."
			return tx.DecideObjection(o)
		}),
		ask("DecideObjection again", func(tx *store.Tx) (bool, error) { return tx.DecideObjection(objection) }),
		ask("Objection", func(tx *store.Tx) (store.Objection, error) { o, _, err := tx.Objection(40); return o, err }),
		ask("Inspection", func(tx *store.Tx) (store.Inspection, error) { return tx.Inspection(40) }),
		ask("Inspection none", func(tx *store.Tx) (store.Inspection, error) { return tx.Inspection(1) }),
	}
}
