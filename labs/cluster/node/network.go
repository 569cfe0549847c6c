package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// The files that the process outside hands to the one inside (see outside): a socket that listens, and its network.
const doorFile, outsideNetwork = 3, 4

// region network

// network makes the node's own network: the loopback, and a bridge that has the node's address. Nothing leads out.
func network() error {
	bridge := &netlink.Bridge{LinkAttrs: netlink.LinkAttrs{Name: "node0"}}
	if err := netlink.LinkAdd(bridge); err != nil {
		return err
	}
	ip, err := netlink.ParseAddr(address + "/32")
	if err != nil {
		return err
	}
	if err := netlink.AddrAdd(bridge, ip); err != nil {
		return err
	}
	for _, name := range []string{"lo", "node0"} {
		link, err := netlink.LinkByName(name)
		if err != nil {
			return err
		}
		if err := netlink.LinkSetUp(link); err != nil {
			return err
		}
	}
	anywhere := net.IPNet{IP: net.IPv4zero, Mask: net.CIDRMask(0, 32)}
	// Services' addresses are nobody's: a packet to one has to have a way to go before kube-proxy's rules change it.
	if err := netlink.RouteAdd(&netlink.Route{Dst: &anywhere, LinkIndex: bridge.Index, Scope: netlink.SCOPE_LINK}); err != nil {
		return err
	}
	return os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("1"), 0o644)
}

// endregion network

// region forwards

// forwards opens the doors between the node's network and the loopback outside: a port there leads to the API server,
// and the node's OTLP ports lead to the local collector.
func forwards() error {
	unix.CloseOnExec(doorFile)
	unix.CloseOnExec(outsideNetwork)
	outside, err := net.FileListener(os.NewFile(doorFile, "door"))
	if err != nil {
		return err
	}
	doorAddress = outside.Addr().String()
	go forward(outside, func() (net.Conn, error) { return net.Dial("tcp", address+":6443") })

	for line, port := range []string{"14317", "14318"} {
		listener, err := net.Listen("tcp", address+":"+port)
		if err != nil {
			return err
		}
		go forward(listener, func() (net.Conn, error) {
			text, err := os.ReadFile(filepath.Join(home, "collector"))
			if err != nil {
				return nil, err
			}
			lines := strings.Fields(string(text))
			if line >= len(lines) {
				return nil, errors.New("FOLDER/collector has to have two lines")
			}
			return dialOutside(lines[line])
		})
	}
	return nil
}

var doorAddress string

// door is the address outside at which the API server is reached.
func door() string { return doorAddress }

// dialOutside connects in the network outside: the thread goes there, opens the socket, and comes back with it.
func dialOutside(address string) (net.Conn, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	home, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		return nil, err
	}
	defer home.Close()
	if err := unix.Setns(outsideNetwork, unix.CLONE_NEWNET); err != nil {
		return nil, err
	}
	connection, err := net.Dial("tcp", address)
	if back := unix.Setns(int(home.Fd()), unix.CLONE_NEWNET); back != nil {
		panic(back) // a thread in the wrong network must not go on
	}
	return connection, err
}

// forward joins every connection to one that dial makes.
func forward(listener net.Listener, dial func() (net.Conn, error)) {
	for {
		near, err := listener.Accept()
		if err != nil {
			fmt.Println(err)
			return
		}
		go func() {
			defer near.Close()
			far, err := dial()
			if err != nil {
				return
			}
			defer far.Close()
			go func() {
				io.Copy(far, near)
				far.(*net.TCPConn).CloseWrite()
			}()
			io.Copy(near, far)
		}()
	}
}

// endregion forwards
