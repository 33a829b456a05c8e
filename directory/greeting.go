package directory

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"huiyin"
	"huiyin/store"
)

// Greeting is what somebody has spoken for a hotline. Its sound is in the vault.
type Greeting struct {
	Hash string
	Long time.Duration
}

// greetingSetting holds the greeting of a hotline: hash and milliseconds. It is not part of the table that is imported.
func greetingSetting(number string) string { return "greeting." + number }

// readGreetings reads what was spoken for the city's hotlines.
func (c *City) readGreetings(t *store.Tx) error {
	c.greetings = map[string]Greeting{}
	for _, h := range c.Hotlines {
		text, err := t.Setting(greetingSetting(h.Number))
		if err != nil {
			return err
		}
		if hash, long, ok := strings.Cut(text, " "); ok {
			n, _ := strconv.ParseInt(long, 10, 64)
			c.greetings[h.Number] = Greeting{hash, time.Duration(n) * time.Millisecond}
		}
	}
	return nil
}

// Greeting is what was spoken for a hotline; false when nothing was.
func (c *City) Greeting(number string) (Greeting, bool) {
	g, ok := c.greetings[number]
	return g, ok
}

// HasGreeting tells whether a sound is the greeting of any hotline.
func (c *City) HasGreeting(hash string) bool {
	for _, g := range c.greetings {
		if g.Hash == hash {
			return true
		}
	}
	return false
}

// SaveGreeting lets a hotline greet with a sound that is in the vault; the zero Greeting takes it away.
func (d *Directory) SaveGreeting(ctx context.Context, number string, g Greeting, by huiyin.Actor, at time.Time) error {
	if !slices.ContainsFunc(d.City().Hotlines, func(h store.Hotline) bool { return h.Number == number }) {
		return huiyin.NotFound("hotline", "There is no hotline %q.", number)
	}
	text := ""
	if g.Hash != "" {
		text = g.Hash + " " + strconv.FormatInt(g.Long.Milliseconds(), 10)
	}
	if err := d.store.Write(ctx, func(t *store.Tx) error {
		return errors.Join(t.SetSetting(greetingSetting(number), text), t.SetSetting(versionSetting, nextVersion(at)),
			t.Append(Stream("hotlines", number), at, by.By(), store.Fact{Kind: "greeting.changed", Data: map[string]any{"hotline": number, "sound": g.Hash}}))
	}); err != nil {
		return err
	}
	return d.Reload(ctx)
}
