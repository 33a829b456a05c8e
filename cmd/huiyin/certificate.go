package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// certificate is what telephones over TLS know us by, read again when its file has changed: a renewed one needs no restart.
type certificate struct {
	file, key string
	log       *slog.Logger

	mu   sync.Mutex
	have *tls.Certificate
	at   time.Time // when the file was written that it was read from
}

// readCertificate reads one for the first time.
func readCertificate(file, key string) (*certificate, error) {
	c := &certificate{file: file, key: key, log: slog.New(slog.DiscardHandler)}
	return c, c.read()
}

// get is the certificate that is good now. One that cannot be read leaves the one before in use.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if info, err := os.Stat(c.file); err != nil || !info.ModTime().Equal(c.at) {
		if err == nil {
			err = c.read()
		}
		if err != nil {
			c.log.Error("the certificate for telephones cannot be read again; the one before stays in use", "err", err)
		}
	}
	return c.have, nil
}

func (c *certificate) read() error {
	info, err := os.Stat(c.file)
	if err != nil {
		return fmt.Errorf("the certificate for telephones cannot be read: %w", err)
	}
	pair, err := tls.LoadX509KeyPair(c.file, c.key)
	if err != nil {
		return fmt.Errorf("the certificate for telephones and its key do not go together: %w", err)
	}
	c.have, c.at = &pair, info.ModTime()
	return nil
}

// roots are the authorities of a file, who may vouch for trunks.
func roots(file string) (*x509.CertPool, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the authorities for trunks over TLS cannot be read: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(text) {
		return nil, usage{fmt.Sprintf("The file %s holds no certificate of an authority, in PEM.", file)}
	}
	return pool, nil
}
