package voice

import (
	"context"

	"github.com/emiago/sipgo/sip"

	"huiyin/voice/dialog"
)

// request begins a request that leaves from our socket.
func (e *Engine) request(method sip.RequestMethod, to sip.Uri, transport string, contact sip.ContactHeader) *sip.Request {
	req := sip.NewRequest(method, to)
	req.SetTransport(transport)
	req.Laddr = e.socket(transport)
	req.AppendHeader(dialog.Via(transport, contact.Address))
	hops := sip.MaxForwardsHeader(70)
	req.AppendHeader(&hops)
	req.AppendHeader(header("User-Agent", product))
	return req
}

// ask sends a request that is no INVITE and waits for its final response. A trunk's challenge is answered once, with
// the number that d gives inside a call; nil: the next.
func (e *Engine) ask(ctx context.Context, req *sip.Request, t *trunk, d *dialog.Dialog) (*sip.Response, error) {
	res, err := dialog.Ask(ctx, e.txl, req)
	if err != nil {
		return nil, err
	}
	if next := answerChallenge(req, res, t, d); next != nil {
		return dialog.Ask(ctx, e.txl, next)
	}
	return res, nil
}

// answerChallenge is the request again, with credentials; nil: there was no challenge, or there is nothing to answer.
func answerChallenge(req *sip.Request, res *sip.Response, t *trunk, d *dialog.Dialog) *sip.Request {
	if t == nil || t.User == "" {
		return nil
	}
	next := dialog.Again(req, res, t.User, t.Password)
	if next != nil && d != nil {
		next.CSeq().SeqNo = d.Next()
	}
	return next
}
