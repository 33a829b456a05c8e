package main

import (
	"log/slog"
	"os"
	"sync"
	"time"

	"huiyin/voice"
)

// phoneBook is the desk phones of the file that --telephony names, read again when it has changed: a phone more needs no
// restart, which would cost calls. Trunks and the rest are read at the start only.
type phoneBook struct {
	env *env
	log *slog.Logger

	mu     sync.Mutex
	phones map[string]voice.Phone
	at     time.Time // when the file was written that they were read from
}

// find is a desk phone's account. A file that cannot be read leaves those before in use.
func (b *phoneBook) find(user string) (voice.Phone, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if info, err := os.Stat(b.env.flags.telephony); err != nil || !info.ModTime().Equal(b.at) {
		b.read(info, err)
	}
	p, ok := b.phones[user]
	return p, ok
}

func (b *phoneBook) read(info os.FileInfo, err error) {
	var l lines
	if err == nil {
		b.at = info.ModTime() // also of one with a mistake in it, which is told of once
		l, err = b.env.readLines()
	}
	if err != nil {
		b.log.Error("the desk phones cannot be read again; those from before stay in use", "err", err)
		return
	}
	b.phones = l.phones()
}

// phones are the accounts by user.
func (l *lines) phones() map[string]voice.Phone {
	phones := make(map[string]voice.Phone, len(l.Phones))
	for _, p := range l.Phones {
		phones[p.User] = voice.Phone{User: p.User, HA1: ha1(p.User, p.Password), SRTP: p.SRTP}
	}
	return phones
}
