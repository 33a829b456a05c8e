package voice

import (
	"slices"
	"strconv"
	"strings"

	"github.com/emiago/sipgo/sip"
)

// What we do, as our responses and requests say it.
const (
	allowed   = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, PRACK, UPDATE, REGISTER"
	supported = "timer, 100rel"
	product   = "Huiyin"
)

var methods = strings.Split(allowed, ", ")

// A reply is a status with the headers that explain it; the zero reply is none.
type reply struct {
	status  int
	headers []sip.Header
}

func no(status int, headers ...sip.Header) reply { return reply{status, headers} }

func header(name, value string) sip.Header { return sip.NewHeader(name, value) }

var reasons = map[int]string{
	100: "Trying", 180: "Ringing", 183: "Session Progress", 200: "OK", 400: "Bad Request", 401: "Unauthorized",
	403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 415: "Unsupported Media Type",
	416: "Unsupported URI Scheme", 420: "Bad Extension", 421: "Extension Required", 422: "Session Interval Too Small",
	423: "Interval Too Brief", 480: "Temporarily Unavailable", 481: "Call/Transaction Does Not Exist",
	482: "Loop Detected", 483: "Too Many Hops", 486: "Busy Here", 487: "Request Terminated", 488: "Not Acceptable Here",
	489: "Bad Event", 491: "Request Pending", 500: "Server Internal Error", 501: "Not Implemented",
	503: "Service Unavailable", 504: "Server Time-out", 505: "Version Not Supported", 600: "Busy Everywhere", 603: "Decline",
}

// respond makes a response. It goes to the port that the request came from when the sender asks for that (RFC 3581),
// and also when the address it gives itself is not where it came from: then a NAT has changed the port as well.
func respond(req *sip.Request, r reply) *sip.Response {
	res := sip.NewResponseFromRequest(req, r.status, reasons[r.status], nil)
	if via, host := res.Via(), sourceOf(req).Addr(); via != nil && host.IsValid() && via.Host != host.String() {
		via.Params.Add("received", host.String()) // RFC 3261 section 18.2.1
		res.SetDestination(req.Source())
	}
	for _, h := range r.headers {
		res.AppendHeader(h)
	}
	return res
}

// wellFormed is false when not even a response could be made or sent.
func wellFormed(req *sip.Request) bool {
	return req.Via() != nil && req.Via().Host != "" && req.From() != nil && req.To() != nil && req.CallID() != nil && req.CSeq() != nil
}

// check is what RFC 3261 section 8.2 asks of every request, with the cases of RFC 4475. It looks at the request alone.
func check(req *sip.Request) reply {
	switch {
	case !wellFormed(req):
		return no(400)
	case !strings.EqualFold(req.SipVersion, "SIP/2.0"):
		return no(505)
	case req.CSeq().MethodName != req.Method || req.CSeq().SeqNo > 1<<31-1:
		return no(400)
	case sipTag(req.From()) == "" && branch(req) == "":
		return no(400)
	case doubled(req):
		return no(400)
	case !slices.Contains(methods, string(req.Method)):
		return unknownMethod(req)
	case req.Recipient.Scheme != "sip" && req.Recipient.Scheme != "sips":
		return no(416)
	case req.Method == sip.ACK || req.Method == sip.CANCEL:
		return reply{}
	}
	if odd := unsupported(req); odd != "" {
		return no(420, header("Unsupported", odd))
	}
	return body(req)
}

func sipTag(h *sip.FromHeader) string { return h.Params.GetOr("tag", "") }

func branch(req *sip.Request) string { return req.Via().Params.GetOr("branch", "") }

// doubled finds headers that may stand once only and stand twice with different contents.
func doubled(req *sip.Request) bool {
	for _, name := range []string{"from", "to", "call-id", "cseq", "content-length", "max-forwards"} {
		list := req.GetHeaders(name)
		for _, h := range list {
			if h.Value() != list[0].Value() {
				return true
			}
		}
	}
	return false
}

// unknownMethod refuses with grace: what we know and do not do, and what we do not know.
func unknownMethod(req *sip.Request) reply {
	switch req.Method {
	case sip.REFER: // transfers are made in the room, not by telephones
		return no(603)
	case sip.SUBSCRIBE:
		return no(489)
	case sip.NOTIFY, sip.MESSAGE, sip.PUBLISH:
		return no(405, header("Allow", allowed))
	}
	return no(501, header("Allow", allowed))
}

// unsupported lists the options that a request needs and we do not have.
func unsupported(req *sip.Request) string {
	var odd []string
	for _, option := range listed(req, "require") {
		if !slices.Contains([]string{"timer", "100rel"}, option) {
			odd = append(odd, option)
		}
	}
	return strings.Join(odd, ", ")
}

// listed splits comma-separated headers of that name into lower-case words. Supported has a compact form, k.
func listed(m sip.Message, name string) []string {
	headers := m.GetHeaders(name)
	if name == "supported" {
		headers = append(headers, m.GetHeaders("k")...)
	}
	var words []string
	for _, h := range headers {
		for word := range strings.SplitSeq(h.Value(), ",") {
			if word = strings.ToLower(strings.TrimSpace(word)); word != "" {
				words = append(words, word)
			}
		}
	}
	return words
}

func lists(m sip.Message, name, word string) bool { return slices.Contains(listed(m, name), word) }

// body refuses what is not written in a way we can read. INFO is read by its own rules.
func body(req *sip.Request) reply {
	if len(req.Body()) == 0 || req.Method == sip.INFO {
		return reply{}
	}
	if e := req.GetHeader("content-encoding"); e != nil && !strings.EqualFold(e.Value(), "identity") {
		return no(415, header("Accept-Encoding", "identity"))
	}
	kind := ""
	if t := req.ContentType(); t != nil {
		kind, _, _ = strings.Cut(t.Value(), ";")
	}
	describes := req.Method == sip.INVITE || req.Method == sip.UPDATE || req.Method == sip.PRACK
	if describes && !strings.EqualFold(strings.TrimSpace(kind), "application/sdp") {
		return no(415, header("Accept", "application/sdp"))
	}
	return reply{}
}

// number is the value of a header before its parameters, as a number; ok is false when it is missing or none.
func number(m sip.Message, name string) (uint64, bool) {
	for _, h := range m.GetHeaders(name) {
		text, _, _ := strings.Cut(h.Value(), ";")
		n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 32)
		return n, err == nil
	}
	return 0, false
}

func text(n uint64) string { return strconv.FormatUint(n, 10) }
