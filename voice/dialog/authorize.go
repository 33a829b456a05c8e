package dialog

import (
	"bytes"
	"io"
	"strings"

	"github.com/emiago/sipgo/sip"
	"github.com/icholy/digest"
)

// Authorize answers a challenge with credentials for the request, by the best algorithm that both know.
// Nil: there is nothing to answer with.
func Authorize(req *sip.Request, res *sip.Response, user, password string) sip.Header {
	ask, answer := "www-authenticate", "Authorization"
	if res.StatusCode == sip.StatusProxyAuthRequired {
		ask, answer = "proxy-authenticate", "Proxy-Authorization"
	}
	for _, h := range res.GetHeaders(ask) { // the server lists the best first (RFC 8760 section 2.4)
		c, err := digest.ParseChallenge(h.Value())
		if err != nil {
			continue
		}
		for i := range c.QOP {
			c.QOP[i] = strings.TrimSpace(c.QOP[i])
		}
		if !digest.CanDigest(c) {
			continue
		}
		body := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(req.Body())), nil }
		cred, err := digest.Digest(c, digest.Options{Method: string(req.Method), URI: req.Recipient.String(),
			Username: user, Password: password, GetBody: body})
		if err == nil {
			return sip.NewHeader(answer, cred.String())
		}
	}
	return nil
}
