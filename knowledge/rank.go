package knowledge

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"huiyin/store"
	"huiyin/topic"
)

// The weights of the rank: a word of the title says three times as much as one of the question, the whole phrase in
// the title half as much as all words there, and use decides among what fits alike.
const (
	titleWeight    = 3
	questionWeight = 1
	phraseWeight   = 0.5
	useWeight      = 0.4
)

// rank puts hits into order: what fits best and is cited most first, the newest first among equals. fitting leaves out
// what has none of the words in its title or question.
func rank(hits []store.ArticleHit, text string, fitting bool) []store.ArticleHit {
	terms, most := topic.Query(text), 0
	for _, h := range hits {
		most = max(most, h.Recent)
	}
	scores := make(map[int64]float64, len(hits))
	out := hits[:0:0]
	for _, h := range hits {
		fit := fitOf(&h, text, terms)
		if fitting && fit == 0 {
			continue
		}
		scores[int64(h.ID)] = fit + useWeight*use(h.Recent, most)
		out = append(out, h)
	}
	slices.SortStableFunc(out, func(a, b store.ArticleHit) int {
		return cmp.Or(cmp.Compare(scores[int64(b.ID)], scores[int64(a.ID)]), cmp.Compare(b.ID, a.ID))
	})
	return out
}

// fitOf is how much of what was asked stands in title and question, from 0 to 1, and more for the whole phrase.
func fitOf(h *store.ArticleHit, text string, terms []string) float64 {
	if len(terms) == 0 {
		return 0
	}
	title, question, n := topic.Terms(h.Title), topic.Terms(h.Question), 0
	for _, term := range terms {
		switch {
		case slices.Contains(title, term):
			n += titleWeight
		case slices.Contains(question, term):
			n += questionWeight
		}
	}
	fit := float64(n) / float64(titleWeight*len(terms))
	if phrase := strings.TrimSpace(text); strings.Contains(strings.ToLower(h.Title), strings.ToLower(phrase)) {
		fit += phraseWeight
	}
	return fit
}

// use is how much an article is cited beside the one that is cited most, from 0 to 1; the tenth citation says less
// than the first.
func use(n, most int) float64 {
	if most == 0 {
		return 0
	}
	return math.Log1p(float64(n)) / math.Log1p(float64(most))
}
