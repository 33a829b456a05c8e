package udp

import (
	"errors"
	"os"
	"sync"
	"syscall"
	"time"
)

// reader is the goroutine that waits at all sockets of the process, and what it knows. It is there only while there are
// sockets to wait at.
var reader struct {
	mu      sync.Mutex
	sockets map[int32]*Socket // by file descriptor; nil: nobody waits
	poll    int               // an epoll
	bell    [2]int            // a pipe: a byte tells the goroutine to end, as closing does not wake it
}

const (
	// gather is how long datagrams may gather before they are taken together. It is added to what they take on their way.
	gather = time.Millisecond
	// crowd is how many sockets are served at a time.
	crowd = 512
)

// watch waits at a socket from now on.
func watch(s *Socket) error {
	r := &reader
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sockets == nil {
		if err := begin(); err != nil {
			return err
		}
	}
	if err := wait(r.poll, s.fd); err != nil {
		return errors.Join(err, end())
	}
	r.sockets[int32(s.fd)] = s
	return nil
}

// forget waits at a socket no longer.
func forget(s *Socket) error {
	r := &reader
	r.mu.Lock()
	defer r.mu.Unlock()
	err := os.NewSyscallError("epoll_ctl", syscall.EpollCtl(r.poll, syscall.EPOLL_CTL_DEL, s.fd, nil))
	delete(r.sockets, int32(s.fd))
	return errors.Join(err, end())
}

func wait(poll, fd int) error {
	return os.NewSyscallError("epoll_ctl", syscall.EpollCtl(poll, syscall.EPOLL_CTL_ADD, fd, &syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(fd)}))
}

// begin starts the goroutine; the lock is held.
func begin() error {
	r := &reader
	poll, err := syscall.EpollCreate1(syscall.EPOLL_CLOEXEC)
	if err != nil {
		return os.NewSyscallError("epoll_create1", err)
	}
	if err := syscall.Pipe2(r.bell[:], syscall.O_CLOEXEC|syscall.O_NONBLOCK); err != nil {
		return errors.Join(os.NewSyscallError("pipe2", err), syscall.Close(poll))
	}
	if err := wait(poll, r.bell[0]); err != nil {
		return errors.Join(err, syscall.Close(poll), syscall.Close(r.bell[0]), syscall.Close(r.bell[1]))
	}
	r.poll, r.sockets = poll, map[int32]*Socket{}
	go read(poll, r.bell)
	return nil
}

// end lets the goroutine go when there is nothing to wait at; the lock is held. It closes its epoll and its bell itself.
func end() error {
	r := &reader
	if len(r.sockets) > 0 {
		return nil
	}
	r.sockets = nil
	_, err := syscall.Write(r.bell[1], []byte{0})
	return os.NewSyscallError("write", err)
}

func read(poll int, bell [2]int) {
	defer syscall.Close(bell[1])
	defer syscall.Close(bell[0])
	defer syscall.Close(poll)
	events := make([]syscall.EpollEvent, crowd)
	sockets := make([]*Socket, 0, crowd)
	b := make([]byte, Largest)
	for {
		n, err := syscall.EpollWait(poll, events, -1)
		if err != nil && !errors.Is(err, syscall.EINTR) {
			panic(os.NewSyscallError("epoll_wait", err)) // cannot be: all that it is given is ours
		}
		sockets = sockets[:0]
		reader.mu.Lock()
		for _, e := range events[:max(n, 0)] {
			if e.Fd == int32(bell[0]) {
				reader.mu.Unlock()
				return
			}
			if s := reader.sockets[e.Fd]; s != nil {
				sockets = append(sockets, s)
			}
		}
		reader.mu.Unlock()
		for _, s := range sockets {
			s.ready(b)
		}
		time.Sleep(gather)
	}
}
