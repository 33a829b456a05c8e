package httpapi_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"math"
	"mime/multipart"
	"net/http"
	"testing"
	"time"

	"huiyin"
	"huiyin/store"
)

// recording is a WAV file of a tone at 16 kHz.
func recording(channels, seconds int) []byte {
	le := binary.LittleEndian
	b := append([]byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00"), byte(channels), 0)
	b = le.AppendUint32(b, 16000)
	b = le.AppendUint32(b, 32000)
	b = append(b, 2, 0, 16, 0, 'd', 'a', 't', 'a')
	b = le.AppendUint32(b, uint32(32000*seconds*channels))
	for i := range 16000 * seconds * channels {
		b = le.AppendUint16(b, uint16(int16(9000*math.Sin(float64(i)/4))))
	}
	return b
}

// speak uploads a file as the greeting of a hotline.
func (p *person) speak(number string, wav []byte) (*http.Response, []byte) {
	p.h.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", "greeting.wav")
	must(p.h.t, err)
	_, err = part.Write(wav)
	must(p.h.t, err)
	must(p.h.t, form.Close())
	return p.h.send(p, "POST", "/hotlines/"+number+"/greeting", b.String(), map[string]string{"Content-Type": form.FormDataContentType()})
}

// A greeting is spoken, heard, taken away and brought back by administrators; what cannot be one is refused in words.
func TestAGreetingIsSpoken(t *testing.T) {
	h := open(t)
	must(t, h.dir.SaveHotline(context.Background(), store.Hotline{Number: "12329", Name: "Housing fund", Mode: "merged", Hours: "24h"}, huiyin.TheSystem, time.Now()))
	admin, op := h.join("admin", 0, huiyin.Admin), h.join("op", 0, huiyin.Operator)
	res, body := admin.speak("12329", recording(1, 3))
	var spoken struct {
		Sound string
		Long  float64
	}
	must(t, json.Unmarshal(body, &spoken))
	if res.StatusCode != 200 || len(spoken.Sound) != 64 || spoken.Long != 3 {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	res, wav := h.send(op, "GET", "/hotlines/12329/greeting", nil, nil)
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "audio/wav" || len(wav) != 44+3*8000 {
		t.Errorf("it is heard as %d, %s, %d bytes", res.StatusCode, res.Header.Get("Content-Type"), len(wav))
	}
	for name, c := range map[string]struct {
		who    *person
		number string
		wav    []byte
		status int
	}{
		"an operator": {op, "12329", recording(1, 3), 403}, "no such line": {admin, "99999", recording(1, 3), 404},
		"too long": {admin, "12329", recording(1, 21), 422}, "stereo": {admin, "12329", recording(2, 3), 422}, "no sound": {admin, "12329", []byte("hello, this is no sound"), 422},
	} {
		if res, body := c.who.speak(c.number, c.wav); res.StatusCode != c.status {
			t.Errorf("%s: %d %s", name, res.StatusCode, body)
		}
	}
	put := func(sound string) any { return map[string]string{"sound": sound} }
	h.exchange([]exchange{
		{"shown", op, "GET", "/hotlines", nil, 200, `"spoken":{"sound":"` + spoken.Sound + `","long":3}`, ""},
		{"taken away by an operator", op, "PUT", "/hotlines/12329/greeting", put(""), 403, "permission", ""},
		{"taken away", admin, "PUT", "/hotlines/12329/greeting", put(""), 200, `"sound":""`, ""},
		{"gone", op, "GET", "/hotlines/12329/greeting", nil, 404, "greeting_not_found", ""},
		{"not shown", op, "GET", "/hotlines", nil, 200, "", "spoken"},
		{"brought back", admin, "PUT", "/hotlines/12329/greeting", put(spoken.Sound), 200, `"long":3`, ""},
		{"nothing that is kept", admin, "PUT", "/hotlines/12329/greeting", put("aa" + spoken.Sound[2:]), 422, "invalid_sound", ""},
		{"there again", op, "GET", "/hotlines", nil, 200, spoken.Sound, ""},
	})
	must(t, h.dir.SaveHotline(context.Background(), store.Hotline{Number: "12329", Name: "The housing fund", Mode: "merged", Hours: "24h"}, huiyin.TheSystem, time.Now()))
	h.exchange([]exchange{{"the table is imported anew", op, "GET", "/hotlines", nil, 200, spoken.Sound, ""}})
}
