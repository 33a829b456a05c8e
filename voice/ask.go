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
	res, err := e.once(ctx, req)
	if err != nil {
		return nil, err
	}
	if next := answerChallenge(req, res, t, d); next != nil {
		return e.once(ctx, next)
	}
	return res, nil
}

// answerChallenge is the request again, with credentials; nil: there was no challenge, or there is nothing to answer.
func answerChallenge(req *sip.Request, res *sip.Response, t *trunk, d *dialog.Dialog) *sip.Request {
	if t == nil || t.User == "" || res.StatusCode != 401 && res.StatusCode != 407 {
		return nil
	}
	proof := dialog.Authorize(req, res, t.User, t.Password)
	if proof == nil {
		return nil
	}
	next := req.Clone()
	next.Via().Params.Add("branch", dialog.NewBranch())
	if next.CSeq().SeqNo++; d != nil {
		next.CSeq().SeqNo = d.Next()
	}
	next.AppendHeader(proof)
	return next
}

func (e *Engine) once(ctx context.Context, req *sip.Request) (*sip.Response, error) {
	tx, err := e.txl.Request(ctx, req)
	if err != nil {
		return nil, err
	}
	defer tx.Terminate()
	for {
		select {
		case res := <-tx.Responses():
			if !res.IsProvisional() {
				return res, nil
			}
		case <-tx.Done():
			return nil, dialog.Ended(tx)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
