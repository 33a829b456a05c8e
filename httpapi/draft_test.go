package httpapi_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"huiyin"
)

func TestADraftIsRegisteredWithAReceipt(t *testing.T) {
	h := open(t)
	op := h.join("op", 0, huiyin.Operator)
	res, body := h.send(op, "POST", "/drafts", map[string]string{"content": "A lamp is dark."}, nil)
	var draft struct {
		ID     int64
		Number string
	}
	must(t, json.Unmarshal(body, &draft))
	if res.StatusCode != http.StatusCreated || draft.Number == "" {
		t.Fatalf("status %d, %s", res.StatusCode, body)
	}
	path := fmt.Sprintf("/drafts/%d/register", draft.ID)
	res, body = h.send(op, "POST", path, map[string]string{"content": "A lamp is dark."}, nil)
	if res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(string(body), `"invalid_title"`) {
		t.Errorf("without a title: status %d, %s", res.StatusCode, body)
	}
	res, body = h.send(op, "POST", path, map[string]string{"title": "Dark lamp", "content": "A lamp is dark.", "nature": "complaint"}, nil)
	var receipt struct{ Number, Code string }
	must(t, json.Unmarshal(body, &receipt))
	if res.StatusCode != http.StatusOK || receipt.Number != draft.Number || len(receipt.Code) != 8 {
		t.Errorf("status %d, %s", res.StatusCode, body)
	}
	res, body = h.send(nil, "POST", "/track", map[string]string{"number": receipt.Number, "code": receipt.Code}, nil)
	if res.StatusCode != http.StatusOK {
		t.Errorf("the receipt does not open the matter: status %d, %s", res.StatusCode, body)
	}
}

func TestOpenCasesAreListedByWhatIsDueSoonest(t *testing.T) {
	h := open(t)
	rev := h.join("rev", 0, huiyin.Reviewer)
	for _, urgency := range []string{"normal", "emergency"} {
		res, body := h.send(nil, "POST", "/appeals", map[string]string{"title": urgency, "content": "A lamp is dark.", "nature": "help", "urgency": urgency}, nil)
		if res.StatusCode != http.StatusCreated {
			t.Fatalf("status %d, %s", res.StatusCode, body)
		}
	}
	_, body := h.send(rev, "GET", "/cases?sort=due", nil, nil)
	var list struct{ Items []struct{ Title string } }
	must(t, json.Unmarshal(body, &list))
	if len(list.Items) != 2 || list.Items[0].Title != "emergency" {
		t.Errorf("due soonest first: %s", body)
	}
}
