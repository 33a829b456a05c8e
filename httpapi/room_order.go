package httpapi

import (
	"context"
	"encoding/json"

	"huiyin"
	"huiyin/routing"
	"huiyin/staff"
	"huiyin/switchboard"
	"huiyin/switchboard/room"
)

// roomOrder is what somebody at a window asks for: the fields of all messages together; the type says which count.
type roomOrder struct {
	Seat    int    `json:"seat"`
	Device  string `json:"device"`
	State   string `json:"state"`
	Reason  string `json:"reason"`
	On      bool   `json:"on"`
	Number  string `json:"number"`
	Hotline string `json:"hotline"`
	Keys    string `json:"keys"`
	Call    int64  `json:"call"`
	Case    int64  `json:"case"`
	Ear     string `json:"ear"`
	Text    string `json:"text"`
	Receipt string `json:"receipt"`
	Message int64  `json:"message"`
	Promise int64  `json:"callback"`
}

// orderOf reads a message; unknown fields are left aside, as the envelope is read elsewhere.
func orderOf(message []byte) (o roomOrder, err error) {
	if json.Unmarshal(message, &o) != nil {
		err = huiyin.Invalid("message", "A field of the message has the wrong type.")
	}
	return o, err
}

// takeSeat is the API's Seat on a running switchboard.
func (a *API) takeSeat(ctx context.Context, s staff.Session) (*Seat, error) {
	chair, err := a.Switchboard.Enter(ctx, s.Actor, s.Name)
	if err != nil {
		return nil, err
	}
	return &Seat{
		Answer: func(offer string) (string, error) {
			if !staff.Can(s.Actor, staff.SeatsTake) {
				return "", lacks(staff.SeatsTake)
			}
			return chair.Answer(ctx, offer)
		},
		Hear: func(ctx context.Context, kind string, message []byte) error {
			o, err := orderOf(message)
			if err != nil {
				return err
			}
			return a.order(ctx, chair, s.Actor, kind, o)
		},
		Say:   a.worded(ctx, chair.Say()),
		Leave: chair.Leave,
	}, nil
}

// worded puts what the room tells into the words of messages; it ends with the telling, or with the window.
func (a *API) worded(ctx context.Context, say <-chan any) <-chan any {
	out := make(chan any)
	go func() {
		defer close(out)
		for n := range say {
			select {
			case out <- a.shower().news(n):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// order carries out what somebody asks for. Seeing the room, sitting in it and watching over it are three permissions.
func (a *API) order(ctx context.Context, c *switchboard.Chair, who huiyin.Actor, kind string, o roomOrder) error {
	if kind == "board" {
		if !staff.Can(who, staff.RoomSee) {
			return lacks(staff.RoomSee)
		}
		return c.Watch(ctx, o.On)
	}
	if do := own[kind]; do != nil {
		if !staff.Can(who, staff.SeatsTake) {
			return lacks(staff.SeatsTake)
		}
		return do(ctx, c, o)
	}
	do := others[kind]
	switch {
	case do == nil:
		return huiyin.Invalid("type", "The room knows no message of the type %q.", kind)
	case !staff.Can(who, staff.RoomWatch):
		return lacks(staff.RoomWatch)
	}
	return do(ctx, c, who, o)
}

type seatID = room.SeatID

// own is what people do at their own seat.
var own = map[string]func(context.Context, *switchboard.Chair, roomOrder) error{
	"sit": func(ctx context.Context, c *switchboard.Chair, o roomOrder) error {
		return c.Sit(ctx, huiyin.SeatNumber(o.Seat), room.Device(o.Device))
	},
	"leave":   func(ctx context.Context, c *switchboard.Chair, _ roomOrder) error { return c.Stand(ctx) },
	"accept":  func(ctx context.Context, c *switchboard.Chair, _ roomOrder) error { return c.PickUp(ctx) },
	"decline": func(ctx context.Context, c *switchboard.Chair, _ roomOrder) error { return c.Decline(ctx) },
	"digits":  func(ctx context.Context, c *switchboard.Chair, o roomOrder) error { return c.Press(ctx, o.Keys) },
	"about": func(ctx context.Context, c *switchboard.Chair, o roomOrder) error {
		return c.About(ctx, huiyin.CallID(o.Call), huiyin.CaseID(o.Case))
	},
	"serve_first": func(ctx context.Context, c *switchboard.Chair, o roomOrder) error {
		return c.ServeFirst(ctx, huiyin.CallID(o.Call), o.On)
	},
	"read": func(ctx context.Context, c *switchboard.Chair, o roomOrder) error {
		return c.Read(ctx, o.Message)
	},
	"ring_back": func(ctx context.Context, c *switchboard.Chair, o roomOrder) error {
		return c.RingBack(ctx, huiyin.CallbackID(o.Promise))
	},
	"receipt": func(ctx context.Context, c *switchboard.Chair, o roomOrder) error {
		return c.Receipt(ctx, huiyin.CallID(o.Call), o.Receipt)
	},
	"ready":    wants(func(s seatID, _ roomOrder) room.Input { return room.Ready{Seat: s} }),
	"hangup":   wants(func(s seatID, _ roomOrder) room.Input { return room.Hangup{Seat: s} }),
	"extend":   wants(func(s seatID, _ roomOrder) room.Input { return room.Extend{Seat: s} }),
	"retrieve": wants(func(s seatID, _ roomOrder) room.Input { return room.Retrieve{Seat: s} }),
	"join":     wants(func(s seatID, _ roomOrder) room.Input { return room.Join{Seat: s} }),
	"transfer": wants(func(s seatID, _ roomOrder) room.Input { return room.Transfer{Seat: s} }),
	"hold":     wants(func(s seatID, o roomOrder) room.Input { return room.Hold{Seat: s, On: o.On} }),
	"mute":     wants(func(s seatID, o roomOrder) room.Input { return room.Mute{Seat: s, On: o.On} }),
	"pause": wants(func(s seatID, o roomOrder) room.Input {
		return room.Pause{Seat: s, State: room.SeatState(o.State), Reason: o.Reason}
	}),
	"consult": func(ctx context.Context, c *switchboard.Chair, o roomOrder) error {
		return dialling(ctx, c, o, func(s seatID, to huiyin.Phone) room.Input {
			return room.Consult{Seat: s, To: seatID(o.Seat), Number: to}
		})
	},
	"call_out": func(ctx context.Context, c *switchboard.Chair, o roomOrder) error {
		return dialling(ctx, c, o, func(s seatID, to huiyin.Phone) room.Input {
			return room.CallOut{Seat: s, Number: to, Hotline: o.Hotline}
		})
	},
}

func wants(in func(seatID, roomOrder) room.Input) func(context.Context, *switchboard.Chair, roomOrder) error {
	return func(ctx context.Context, c *switchboard.Chair, o roomOrder) error {
		return c.Want(ctx, func(s seatID) room.Input { return in(s, o) })
	}
}

// dialling reads the number of an order; a seat needs none.
func dialling(ctx context.Context, c *switchboard.Chair, o roomOrder, in func(seatID, huiyin.Phone) room.Input) error {
	var to huiyin.Phone
	if o.Number != "" {
		var err error
		if to, err = huiyin.ParsePhone(o.Number); err != nil {
			return err
		}
	}
	return c.Want(ctx, func(s seatID) room.Input { return in(s, to) })
}

// others is what those do who watch over the room.
var others = map[string]func(context.Context, *switchboard.Chair, huiyin.Actor, roomOrder) error{
	"watch": func(ctx context.Context, c *switchboard.Chair, _ huiyin.Actor, o roomOrder) error {
		return c.Want(ctx, func(s seatID) room.Input { return room.Watch{Seat: s, Target: seatID(o.Seat), Ear: room.Ear(o.Ear)} })
	},
	"unwatch": func(ctx context.Context, c *switchboard.Chair, _ huiyin.Actor, _ roomOrder) error {
		return c.Want(ctx, func(s seatID) room.Input { return room.Unwatch{Seat: s} })
	},
	"take_over": func(ctx context.Context, c *switchboard.Chair, _ huiyin.Actor, _ roomOrder) error {
		return c.Want(ctx, func(s seatID) room.Input { return room.TakeOver{Seat: s} })
	},
	"sign_out": func(ctx context.Context, c *switchboard.Chair, who huiyin.Actor, o roomOrder) error {
		return c.Order(ctx, room.SignOut{Seat: seatID(o.Seat), Now: true, By: who.Staff})
	},
	"surge": func(ctx context.Context, c *switchboard.Chair, who huiyin.Actor, o roomOrder) error {
		return c.Order(ctx, room.Surge{On: o.On, By: who.Staff})
	},
	"tell": func(ctx context.Context, c *switchboard.Chair, _ huiyin.Actor, o roomOrder) error {
		return c.Tell(ctx, huiyin.SeatNumber(o.Seat), o.Text)
	},
	"move": func(ctx context.Context, c *switchboard.Chair, _ huiyin.Actor, o roomOrder) error {
		return c.OrderCall(ctx, huiyin.CallID(o.Call), func(id room.CallID) room.Input {
			return room.Move{Call: id, Seat: seatID(o.Seat), Hotline: o.Hotline}
		})
	},
	"raise": func(ctx context.Context, c *switchboard.Chair, _ huiyin.Actor, o roomOrder) error {
		return c.OrderCall(ctx, huiyin.CallID(o.Call), func(id room.CallID) room.Input {
			return room.Raise{Call: id, Boost: routing.Emergency}
		})
	},
}
