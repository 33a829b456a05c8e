// Package dialog is what one side of a call remembers about the other: tags, sequence numbers, where requests go and
// through whom (RFC 3261 section 12). It refuses to know what is said in the call, who may make it, and how long it lasts.
package dialog

import (
	"crypto/rand"
	"errors"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/emiago/sipgo/sip"
)

// A Dialog belongs to one goroutine; only Next may be called from others.
type Dialog struct {
	ID      ID
	Local   sip.FromHeader // as our requests name us, with our tag
	Remote  sip.ToHeader   // as our requests name them, with their tag
	Contact sip.ContactHeader
	Target  sip.Uri   // where the other side wants to be reached
	Routes  []sip.Uri // the proxies in between, the nearest first

	// Transport is UDP, TCP or TLS. Address, when set, is where requests are sent whatever target and routes say:
	// the other side sits behind a NAT, or the connection it opened is the only way back.
	Transport, Address string
	Socket             sip.Addr // the socket of ours that requests leave from; zero for connections

	seq  atomic.Uint32
	seen uint32 // the highest sequence number of theirs
}

// ID tells one dialog from all others (RFC 3261 section 12): tags are seen from here.
type ID struct{ Call, Local, Remote string }

// Of is the dialog that a request from the other side belongs to.
func Of(req *sip.Request) ID {
	id := ID{Local: Tag(req.To()), Remote: Tag(req.From())}
	if h := req.CallID(); h != nil {
		id.Call = h.Value()
	}
	return id
}

// Tag is the tag of a From or To header, or "".
func Tag[H *sip.FromHeader | *sip.ToHeader](h H) string {
	var p sip.HeaderParams
	switch h := any(h).(type) {
	case *sip.FromHeader:
		if h != nil {
			p = h.Params
		}
	case *sip.ToHeader:
		if h != nil {
			p = h.Params
		}
	}
	return p.GetOr("tag", "")
}

// NewTag is a tag, Call-ID or branch that nobody guesses.
func NewTag() string { return rand.Text() }

// Called makes the dialog of whoever is invited (section 12.1.1). The request has From, To and Call-ID.
func Called(invite *sip.Request, contact sip.ContactHeader) *Dialog {
	d := &Dialog{ID: Of(invite), Contact: contact, Transport: invite.Transport()}
	if d.ID.Local == "" {
		d.ID.Local = NewTag()
	}
	d.Local = invite.To().AsFrom()
	d.Local.Params.Add("tag", d.ID.Local)
	d.Remote = invite.From().AsTo()
	d.Target = invite.From().Address
	d.Routes = routes(invite)
	if c := invite.CSeq(); c != nil {
		d.seen = c.SeqNo
	}
	d.Refresh(invite.Contact())
	return d
}

// Calling makes the dialog of whoever invites (section 12.1.2), from the request that was sent.
// It becomes one with somebody by Joined.
func Calling(invite *sip.Request, contact sip.ContactHeader) *Dialog {
	d := &Dialog{Contact: contact, Transport: invite.Transport(), Target: invite.Recipient, Socket: invite.Laddr}
	d.ID = ID{Call: invite.CallID().Value(), Local: Tag(invite.From())}
	from := *invite.From()
	d.Local = sip.FromHeader{DisplayName: from.DisplayName, Address: *from.Address.Clone(), Params: from.Params.Clone()}
	to := invite.To()
	d.Remote = sip.ToHeader{DisplayName: to.DisplayName, Address: *to.Address.Clone(), Params: to.Params.Clone()}
	d.seq.Store(invite.CSeq().SeqNo)
	return d
}

// Joined takes the other side's tag, target and route from a response above 100 with a tag. A later final response
// may change the route of an early dialog; its tag must be the same.
func (d *Dialog) Joined(res *sip.Response) {
	if to := res.To(); to != nil && Tag(to) != "" {
		d.ID.Remote = Tag(to)
		d.Remote.Params.Add("tag", d.ID.Remote)
	}
	if list := routes(res); len(list) > 0 {
		slices.Reverse(list)
		d.Routes = list
	}
	if c := res.CSeq(); c != nil {
		d.countFrom(c.SeqNo)
	}
	d.Refresh(res.Contact())
}

// After makes d count on from where another dialog of the same call is.
func (d *Dialog) After(other *Dialog) { d.countFrom(other.seq.Load()) }

func (d *Dialog) countFrom(seq uint32) {
	for {
		old := d.seq.Load()
		if old >= seq || d.seq.CompareAndSwap(old, seq) {
			return
		}
	}
}

// Refresh follows the other side to a new address (a target refresh, section 12.2).
func (d *Dialog) Refresh(contact *sip.ContactHeader) {
	if contact != nil && !contact.Address.Wildcard && contact.Address.Host != "" {
		d.Target = *contact.Address.Clone()
	}
}

func routes(m sip.Message) []sip.Uri {
	var list []sip.Uri
	for _, h := range m.GetHeaders("record-route") {
		if r, ok := h.(*sip.RecordRouteHeader); ok {
			list = append(list, *r.Address.Clone())
		}
	}
	return list
}

// ErrOld says that a request came after a later one, and is answered with 500 (section 12.2.2).
var ErrOld = errors.New("dialog: the request is older than one already seen")

// Take checks the order of a request of the other side. ACK and CANCEL carry the number of their INVITE and are not taken.
func (d *Dialog) Take(req *sip.Request) error {
	c := req.CSeq()
	if c == nil || c.SeqNo <= d.seen && d.seen != 0 {
		return ErrOld
	}
	d.seen = c.SeqNo
	return nil
}

// Request makes the next request inside the dialog.
func (d *Dialog) Request(method sip.RequestMethod) *sip.Request {
	return d.numbered(method, d.Next())
}

// Next takes the next sequence number, for asking the same once more.
func (d *Dialog) Next() uint32 { return d.seq.Add(1) }

// Ack acknowledges a 2xx to the INVITE with that sequence number; it is sent without a transaction (section 13.2.2.4).
func (d *Dialog) Ack(seq uint32) *sip.Request { return d.numbered(sip.ACK, seq) }

func (d *Dialog) numbered(method sip.RequestMethod, seq uint32) *sip.Request {
	target, path := d.path()
	req := sip.NewRequest(method, target)
	req.SetTransport(d.Transport)
	req.Laddr = d.Socket
	req.AppendHeader(Via(d.Transport, d.Contact.Address))
	for _, uri := range path {
		req.AppendHeader(&sip.RouteHeader{Address: uri})
	}
	hops, call := sip.MaxForwardsHeader(70), sip.CallIDHeader(d.ID.Call)
	req.AppendHeader(&hops)
	req.AppendHeader(sip.HeaderClone(&d.Local))
	req.AppendHeader(sip.HeaderClone(&d.Remote))
	req.AppendHeader(&call)
	req.AppendHeader(&sip.CSeqHeader{SeqNo: seq, MethodName: method})
	if method != sip.BYE {
		req.AppendHeader(d.Contact.Clone())
	}
	req.SetDestination(d.Address)
	if d.Address == "" && len(d.Routes) > 0 {
		req.SetDestination(HostPort(d.Routes[0], d.Transport))
	} else if d.Address == "" {
		req.SetDestination(HostPort(d.Target, d.Transport))
	}
	req.SetBody(nil)
	return req
}

// path is the request URI and the Route headers, also for a strict router in front (section 12.2.1.1).
func (d *Dialog) path() (sip.Uri, []sip.Uri) {
	target := *d.Target.Clone()
	target.Headers = nil
	if len(d.Routes) == 0 || d.Routes[0].UriParams.Has("lr") {
		return target, d.Routes
	}
	return d.Routes[0], append(slices.Clone(d.Routes[1:]), target)
}

// Via says where responses are to be sent; rport asks for the port that the request came from (RFC 3581).
func Via(transport string, contact sip.Uri) *sip.ViaHeader {
	v := &sip.ViaHeader{ProtocolName: "SIP", ProtocolVersion: "2.0", Transport: transport, Host: contact.Host, Port: contact.Port}
	v.Params.Add("branch", NewBranch())
	v.Params.Add("rport", "")
	return v
}

// HostPort is the address in a URI with the port of the transport when it names none.
func HostPort(u sip.Uri, transport string) string {
	port := u.Port
	if port == 0 {
		port = sip.DefaultPort(transport)
	}
	return net.JoinHostPort(strings.Trim(u.Host, "[]"), strconv.Itoa(port))
}

// Cancel gives up an INVITE that has had a provisional response (section 9.1).
func Cancel(invite *sip.Request) *sip.Request {
	req := sip.NewRequest(sip.CANCEL, invite.Recipient)
	req.SetTransport(invite.Transport())
	req.SetDestination(invite.Destination())
	req.Laddr = invite.Laddr
	req.AppendHeader(invite.Via().Clone())
	for _, h := range invite.GetHeaders("route") {
		req.AppendHeader(sip.HeaderClone(h))
	}
	hops, call := sip.MaxForwardsHeader(70), *invite.CallID()
	req.AppendHeader(&hops)
	req.AppendHeader(sip.HeaderClone(invite.From()))
	req.AppendHeader(sip.HeaderClone(invite.To()))
	req.AppendHeader(&call)
	req.AppendHeader(&sip.CSeqHeader{SeqNo: invite.CSeq().SeqNo, MethodName: sip.CANCEL})
	req.SetBody(nil)
	return req
}
