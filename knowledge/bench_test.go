package knowledge_test

import (
	"fmt"
	"testing"

	"huiyin"
	"huiyin/knowledge"
	"huiyin/store"
)

// BenchmarkFind searches 30,000 articles, as many as a large city keeps, with words that a third of them have.
func BenchmarkFind(b *testing.B) {
	s, err := store.Open(ctx, store.Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	h := open(b, s)
	topics := []string{"路灯不亮怎么报修", "停水怎么查原因", "居住证怎么办理"}
	for id := range 30_000 / 500 {
		h.must(s.Write(ctx, func(t *store.Tx) error {
			for i := range 500 {
				n := id*500 + i + 1
				a := store.Article{ID: huiyin.ArticleID(n), Code: fmt.Sprint("K", n), State: "approved", ArticleText: lamp(func(x *store.ArticleText) {
					x.Title, x.Question = fmt.Sprintf("%s（%d）", topics[n%3], n), ""
				})}
				if err := t.BringArticle(a, wednesday); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	for _, text := range []string{"", "路灯", "路灯不亮怎么报修", "停水 居住证", "路灯 29999"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				if _, err := h.Find(ctx, knowledge.Search{Text: text}, huiyin.Page{}, operator); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
