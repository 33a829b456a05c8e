package browser

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/pion/logging"
)

// quietLogs takes what the WebRTC library says. It is of use to whoever looks for a fault and to nobody else: most of it
// is about packets of strangers, who send what they like.
type quietLogs struct{ log *slog.Logger }

// NewLogger is what the library asks for each of its parts.
func (q quietLogs) NewLogger(part string) logging.LeveledLogger {
	return quietLog{q.log.With("part", part)}
}

type quietLog struct{ log *slog.Logger }

func (q quietLog) say(format string, args ...any) {
	if q.log.Enabled(context.Background(), slog.LevelDebug) {
		q.log.Debug("the WebRTC library says something", "what", fmt.Sprintf(format, args...))
	}
}

func (q quietLog) Trace(string)                      {}
func (q quietLog) Tracef(string, ...any)             {}
func (q quietLog) Debug(string)                      {}
func (q quietLog) Debugf(string, ...any)             {}
func (q quietLog) Info(string)                       {}
func (q quietLog) Infof(string, ...any)              {}
func (q quietLog) Warn(text string)                  { q.say("%s", text) }
func (q quietLog) Warnf(format string, args ...any)  { q.say(format, args...) }
func (q quietLog) Error(text string)                 { q.say("%s", text) }
func (q quietLog) Errorf(format string, args ...any) { q.say(format, args...) }

var silent = quietLogs{slog.New(slog.DiscardHandler)}
