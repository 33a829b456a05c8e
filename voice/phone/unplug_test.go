package phone_test

import (
	"testing"
	"time"

	"huiyin/voice/phone"
)

// Whoever hangs up and unplugs the telephone at once has still said goodbye.
func TestGoodbyeBeforeUnplugging(t *testing.T) {
	rung := make(chan *phone.Call, 1)
	far, err := phone.New(phone.Options{User: "far", Incoming: func(c *phone.Call) { c.Answer(); rung <- c }})
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close() //nolint:errcheck // it is thrown away
	for range 20 {
		near, err := phone.New(phone.Options{User: "near", Server: far.Addr().String()})
		if err != nil {
			t.Fatal(err)
		}
		c, err := near.Call("far")
		if err != nil {
			t.Fatal(err)
		}
		other := <-rung
		<-c.Answered()
		c.Hangup()
		if err := near.Close(); err != nil {
			t.Fatal(err)
		}
		select {
		case <-other.Ended():
		case <-time.After(10 * time.Second):
			t.Fatal("the other side was not told of the end")
		}
	}
}
