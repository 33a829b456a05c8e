package store_test

import (
	"slices"
	"testing"

	"huiyin"
	"huiyin/store"
)

func TestTheEndsOfAStory(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		s := p.open(t)
		stream := int64(huiyin.FirstID[huiyin.CaseID](noon))
		for long, want := range map[int][]int64{0: nil, 2: {1, 2}, 3: {1, 2, 3}, 5: {1, 2, 3, 4, 5}, 6: {1, 2, 3, 4, 5, 6}, 9: {1, 2, 3, 7, 8, 9}} {
			stream += 16
			write(t, s, func(tx *store.Tx) error {
				if long == 0 {
					return nil
				}
				return tx.Append(stream, noon, "system", slices.Repeat([]store.Fact{{Kind: "a"}}, long)...)
			})
			var got []int64
			if err := s.Read(ctx, func(tx *store.Tx) error {
				events, err := tx.Ends(stream, 3)
				for _, e := range events {
					got = append(got, e.N)
				}
				return err
			}); err != nil || !slices.Equal(got, want) {
				t.Errorf("the ends of %d events are %v, want %v; %v", long, got, want, err)
			}
		}
	})
}
