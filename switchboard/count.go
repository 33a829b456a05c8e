package switchboard

import (
	"context"
	"sync/atomic"

	"huiyin/switchboard/room"
)

// counts are what has been counted since the start.
type counts struct {
	recordings atomic.Int64 // that failed
}

// Figures are the room at its last second, and what a monitor wants to know besides.
type Figures struct {
	room.Board
	RecordingsFailed int64 // since the start
	Unrecorded       int   // calls whose recording failed, until one succeeds
	Unwritten        int   // what happened and waits to be written down
}

// Figures counts.
func (s *Switchboard) Figures(ctx context.Context) (Figures, error) {
	return do(ctx, s, func() (Figures, error) {
		return Figures{s.board, s.count.recordings.Load(), s.alarm.calls, s.clerk.backlog() + s.archive.backlog()}, nil
	})
}
