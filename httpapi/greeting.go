package httpapi

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"huiyin"
	"huiyin/directory"
	"huiyin/switchboard/prompt"
	"huiyin/vault"
)

// HotlineNumber names a hotline.
type HotlineNumber struct {
	Number string `path:"number" maxLength:"20"`
}

// greetingMost is the largest recording of a greeting, in bytes: a minute at 48 kHz and 24 bits.
const greetingMost = 9 << 20

// greetingOut is what was spoken for a hotline.
type greetingOut struct {
	Sound string  `json:"sound" doc:"The hash of its sound; give it back to undo a change. Empty: nothing was spoken."`
	Long  float64 `json:"long" doc:"Seconds."`
}

type greetingBody struct{ Body greetingOut }

type speakIn struct {
	HotlineNumber
	RawBody huma.MultipartFormFiles[struct {
		File huma.FormFile `form:"file" required:"true"`
	}]
}

// speakGreeting makes a recording the greeting of a hotline, as it will be heard on the telephone.
func (a *API) speakGreeting(ctx context.Context, in *speakIn) (*greetingBody, error) {
	f := in.RawBody.Data().File
	defer f.Close()
	wav, err := io.ReadAll(io.LimitReader(f, greetingMost+1))
	if err != nil {
		return nil, err
	}
	if len(wav) > greetingMost {
		return nil, huiyin.Invalid("sound", "The file has more than %d MB. A greeting lasts at most %.0f seconds.", greetingMost>>20, prompt.SpokenMost.Seconds())
	}
	p, err := prompt.Spoken(wav)
	if err != nil {
		return nil, err
	}
	b, err := a.Vault.Put(ctx, bytes.NewReader(p.WAV()), greetingMost)
	if err != nil {
		return nil, err
	}
	return a.setGreeting(ctx, in.Number, directory.Greeting{Hash: b.Hash.String(), Long: p.Duration()})
}

func (a *API) setGreeting(ctx context.Context, number string, g directory.Greeting) (*greetingBody, error) {
	if err := a.Directory.SaveGreeting(ctx, number, g, who(ctx), a.Desk.Now()); err != nil {
		return nil, err
	}
	return &greetingBody{greetingOut{g.Hash, g.Long.Seconds()}}, nil
}

type putGreetingIn struct {
	HotlineNumber
	Body struct {
		Sound string `json:"sound" maxLength:"64" doc:"A sound that was a greeting before; empty takes the greeting away."`
	}
}

// putGreeting takes a greeting away, or brings one back.
func (a *API) putGreeting(ctx context.Context, in *putGreetingIn) (*greetingBody, error) {
	if in.Body.Sound == "" {
		return a.setGreeting(ctx, in.Number, directory.Greeting{})
	}
	p, err := a.greetingSound(in.Body.Sound)
	if err != nil {
		return nil, err
	}
	return a.setGreeting(ctx, in.Number, directory.Greeting{Hash: in.Body.Sound, Long: p.Duration()})
}

// greetingSound reads a sound that is or was a greeting.
func (a *API) greetingSound(hash string) (prompt.Prompt, error) {
	gone := huiyin.Invalid("sound", "This sound is not kept any more; upload the recording again.")
	h, err := vault.ParseHash(hash)
	if err != nil {
		return nil, err
	}
	f, size, err := a.Vault.Open(h)
	switch {
	case huiyin.KindOf(err) == huiyin.KindNotFound || err == nil && size > greetingMost:
		return nil, gone
	case err != nil:
		return nil, err
	}
	defer f.Close()
	wav, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	p, err := prompt.Read(wav)
	if err != nil || p.Duration() > prompt.SpokenMost {
		return nil, gone // it is something else that the vault keeps
	}
	return p, nil
}

// hearGreeting hands out what callers hear.
func (a *API) hearGreeting(_ context.Context, in *HotlineNumber) (*huma.StreamResponse, error) {
	g, ok := a.Desk.City().Greeting(in.Number)
	if !ok {
		return nil, huiyin.NotFound("greeting", "Nothing was spoken for this hotline.")
	}
	p, err := a.greetingSound(g.Hash)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		req, w := humago.Unwrap(hc)
		w.Header().Set("Content-Type", "audio/wav")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "private, no-store")
		http.ServeContent(w, req, "", time.Time{}, bytes.NewReader(p.WAV()))
	}}, nil
}
