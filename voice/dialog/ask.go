package dialog

import (
	"context"

	"github.com/emiago/sipgo/sip"
)

// Ask sends a request that is no INVITE and waits for its final response.
func Ask(ctx context.Context, txl *sip.TransactionLayer, req *sip.Request) (*sip.Response, error) {
	tx, err := txl.Request(ctx, req)
	if err != nil {
		return nil, err
	}
	defer tx.Terminate()
	return Final(ctx, tx)
}

// Final waits for a request's final response. The transaction lives on, for repeated ones.
func Final(ctx context.Context, tx sip.ClientTransaction) (*sip.Response, error) {
	for {
		select {
		case res := <-tx.Responses():
			if !res.IsProvisional() {
				return res, nil
			}
		case <-tx.Done():
			return nil, Ended(tx)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Again is a request once more, with the credentials that a response asks for. Nil: it asks for none, or there is nothing to
// answer with.
func Again(req *sip.Request, res *sip.Response, user, password string) *sip.Request {
	if res.StatusCode != sip.StatusUnauthorized && res.StatusCode != sip.StatusProxyAuthRequired {
		return nil
	}
	proof := Authorize(req, res, user, password)
	if proof == nil {
		return nil
	}
	next := req.Clone()
	next.Via().Params.Add("branch", NewBranch())
	next.CSeq().SeqNo++
	next.AppendHeader(proof)
	return next
}
