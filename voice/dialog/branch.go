package dialog

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/emiago/sipgo/sip"
)

// branchKey seals the branches of this process.
var branchKey = func() []byte {
	key := make([]byte, 32)
	rand.Read(key) // it never fails
	return key
}()

const (
	branchRandom = 20 // characters
	branchSeal   = 16
)

// NewBranch names a transaction.
func NewBranch() string {
	name := rand.Text()[:branchRandom]
	return sip.RFC3261BranchMagicCookie + name + seal(name)
}

// OwnBranch says whether NewBranch made it, without remembering any: a response with another is to nothing of ours.
func OwnBranch(branch string) bool {
	rest, ok := strings.CutPrefix(branch, sip.RFC3261BranchMagicCookie)
	return ok && len(rest) == branchRandom+branchSeal && hmac.Equal([]byte(rest[branchRandom:]), []byte(seal(rest[:branchRandom])))
}

func seal(name string) string {
	h := hmac.New(sha256.New, branchKey)
	h.Write([]byte(name))
	return hex.EncodeToString(h.Sum(nil))[:branchSeal]
}
