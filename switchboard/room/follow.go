package room

// follow runs the room by another policy from now on. Deadlines that run keep their time; what was made of the policy is
// made anew, and calls that wait wish by it at once.
func (r *Room) follow(p Policy) {
	p.Routing.Last, p.Routing.Seed = r.policy.Routing.Last, r.policy.Routing.Seed
	silent := r.policy.Announce == 0
	r.policy = p
	for l := range r.linesInUse() {
		l.follow(&r.policy)
	}
	for _, c := range r.queued {
		if silent || p.Announce == 0 {
			r.announceLater(c)
		}
	}
	r.dirty = true
}

// linesInUse are the present ones, and those that calls came by before the table changed.
func (r *Room) linesInUse() map[*line]bool {
	all := map[*line]bool{}
	for _, l := range r.lines {
		all[l] = true
	}
	for _, c := range r.calls {
		all[c.line], all[c.via] = true, true
	}
	return all
}
