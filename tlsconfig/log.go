package tlsconfig

import (
	"context"
	"log/slog"

	"github.com/certain-tls/certain"
)

// Log is a [Hook] that writes failed handshakes to a logger, at the level warn,
// and, at the level debug, those that succeeded and how connections ended. The
// text of an error is cleaned and cut; the code stands beside it. It holds no
// secret. Give the logger a handler that limits what is written, if clients
// are strangers: each of their failures is a line.
func Log(l *slog.Logger) Hook { return logHook{l} }

type logHook struct{ l *slog.Logger }

func (h logHook) Handshake(e Handshake) {
	level := slog.LevelDebug
	if e.Code != CodeOK {
		level = slog.LevelWarn
	}
	ctx := context.Background()
	if !h.l.Enabled(ctx, level) {
		return
	}
	attrs := []slog.Attr{
		slog.String("side", e.Side.String()), slog.String("code", e.Code),
		slog.Bool("resumed", e.Resumed), slog.Duration("took", e.Took),
	}
	if e.Remote != nil {
		attrs = append(attrs, slog.String("remote", certain.Clip(e.Remote.String(), 100)))
	}
	if e.Err != nil {
		attrs = append(attrs, slog.String("error", certain.Clip(e.Err.Error(), 300)))
	}
	h.l.LogAttrs(ctx, level, "tls handshake", attrs...)
}

func (h logHook) Closed(e Closed) {
	h.l.LogAttrs(context.Background(), slog.LevelDebug, "tls connection closed",
		slog.String("side", e.Side.String()), slog.String("ending", e.Ending.String()), slog.Duration("age", e.Age))
}
