package ledger

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"

	"huiyin"
	"huiyin/store"
)

// Sample draws n calls of every operator: those with the smallest SHA-256 over "seed|call id". Whoever knows the seed
// draws the same ones, whatever the order of the list; nobody can steer a seed that is the journal's own hash. The
// result is in the order of operators and, for each, of the draw.
func Sample(seed string, calls []store.Spoken, n int) []store.Spoken {
	type lot struct {
		store.Spoken
		hash [sha256.Size]byte
	}
	lots := make([]lot, len(calls))
	for i, c := range calls {
		lots[i] = lot{c, sha256.Sum256(fmt.Appendf(nil, "%s|%d", seed, c.Call))}
	}
	slices.SortFunc(lots, func(a, b lot) int {
		return cmp.Or(cmp.Compare(a.Staff, b.Staff), bytes.Compare(a.hash[:], b.hash[:]), cmp.Compare(a.Call, b.Call))
	})
	var out []store.Spoken
	drawn, whose := 0, huiyin.StaffID(0)
	for i, l := range lots {
		if i > 0 && l.Call == lots[i-1].Call && l.Staff == whose {
			continue // the same call twice is one call
		}
		if l.Staff != whose {
			drawn, whose = 0, l.Staff
		}
		if drawn < n {
			out = append(out, l.Spoken)
			drawn++
		}
	}
	return out
}
