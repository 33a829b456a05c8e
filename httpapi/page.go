package httpapi

import (
	"strconv"

	"huiyin"
)

// inPages walks a list that is kept in memory and shows the part that was asked for; the cursor is a place in the
// list.
func inPages[T any](list []T, q PageQuery, keep func(*T) bool, show func(*T)) (next string, err error) {
	from := 0
	if q.After != "" {
		if from, err = strconv.Atoi(q.After); err != nil || from < 0 {
			return "", huiyin.Invalid("after", "The cursor must be one that a list gave as next.")
		}
	}
	shown, size := 0, q.page().Size()
	for i := from; i < len(list); i++ {
		if !keep(&list[i]) {
			continue
		}
		if shown == size {
			return strconv.Itoa(i), nil
		}
		show(&list[i])
		shown++
	}
	return "", nil
}
