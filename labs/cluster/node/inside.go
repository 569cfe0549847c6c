package main

import (
	"bytes"
	"crypto/tls"
	"embed"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"text/template"
	"time"

	"golang.org/x/sys/unix"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/component-base/version"
)

//go:embed config
var configuration embed.FS

// Where the node's folder and its programs are for the processes inside, wherever they are outside.
const (
	home     = "/var/lib/node"
	programs = "/run/node"
)

// The node's name and addresses, as in config/. They are those of the node's own network, where nobody else is, and
// so they can be the same for every node.
const (
	name     = "node"
	address  = "10.244.0.1"
	services = "10.96.0.0/16"
)

// region inside

// inside is the first process of the namespaces: it furnishes them, starts the parts, and waits to be told to end.
func inside(folder string) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	p := &processes{running: map[int]part{}}
	for _, step := range []func() error{
		func() error { return join(folder) },
		func() error { return mounts(folder) },
		func() error { return unix.Sethostname([]byte(name)) },
		network,
		forwards,
		func() error { return configure("/" + cgroup(folder)) },
		credentials,
		func() error { return start(p) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	go p.keep()
	go ready()
	<-signals
	p.end()
	time.Sleep(300 * time.Millisecond) // for last words; then the kernel ends everything
	return nil
}

// endregion inside

// join puts this process, and so all that it starts, into control groups of its own.
func join(folder string) error {
	for _, group := range cgroups(folder) {
		if err := os.Mkdir(group, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
			return err
		}
		inherit(group)
		if err := os.WriteFile(filepath.Join(group, "cgroup.procs"), []byte("0"), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// inherit gives a new group of a "cpuset" hierarchy (version 1) what its parent has; it starts out with nothing.
func inherit(group string) {
	for _, file := range []string{"cpuset.cpus", "cpuset.mems"} {
		if value, err := os.ReadFile(filepath.Join(filepath.Dir(group), file)); err == nil {
			os.WriteFile(filepath.Join(group, file), value, 0o644)
		}
	}
}

// mounts gives the node its own /proc, and empty folders where programs insist on writing outside the folder that
// they are given; the node's folder and its programs go into two of these.
func mounts(folder string) error {
	binary, err := os.Executable()
	if err != nil {
		return err
	}
	// Cut off from the mounts outside, and then shared among those inside: a pod may ask to see what is mounted later.
	for _, kind := range []uintptr{unix.MS_PRIVATE, unix.MS_SHARED} {
		if err := unix.Mount("", "/", "", unix.MS_REC|kind, ""); err != nil {
			return err
		}
	}
	type bind struct {
		from int
		to   string
	}
	var binds []bind
	for to, from := range map[string]string{home: folder, programs: filepath.Dir(binary)} {
		fd, err := unix.Open(from, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		if err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
		binds = append(binds, bind{fd, to})
	}
	if err := unix.Mount("proc", "/proc", "proc", 0, ""); err != nil {
		return err
	}
	for _, path := range []string{"/run", "/var/lib", "/var/log"} {
		if err := unix.Mount("tmpfs", path, "tmpfs", 0, "mode=755,size=64m"); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	// What traces looks for it here (eBPF). A machine with systemd has it mounted; elsewhere it is mounted by whoever
	// needs it first, and a pod with a few capabilities may not. Where the kernel has none, only such pods miss it.
	unix.Mount("tracefs", "/sys/kernel/tracing", "tracefs", 0, "")
	for _, b := range binds {
		if err := os.Mkdir(b.to, 0o755); err != nil {
			return err
		}
		if err := unix.Mount(fmt.Sprintf("/proc/self/fd/%d", b.from), b.to, "", unix.MS_BIND, ""); err != nil {
			return fmt.Errorf("%s: %w", b.to, err)
		}
		unix.Close(b.from)
	}
	return nil
}

// configure writes the files of config/ into the node's folder.
func configure(group string) error {
	for _, folder := range []string{"log", "run", "cni"} {
		if err := os.MkdirAll(filepath.Join(home, folder), 0o700); err != nil {
			return err
		}
	}
	templates, err := template.ParseFS(configuration, "config/*")
	if err != nil {
		return err
	}
	for _, file := range templates.Templates() {
		var text bytes.Buffer
		if err := file.Execute(&text, map[string]string{"Cgroup": group, "Version": version.Get().GitVersion}); err != nil {
			return err
		}
		path := filepath.Join(home, file.Name())
		if filepath.Ext(path) == ".conflist" {
			path = filepath.Join(home, "cni", file.Name())
		}
		if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// credentials makes the keys, certificates and kubeconfig files, unless they are there.
func credentials() error {
	kubeadm := func(arguments ...string) ([]byte, error) {
		command := exec.Command(programs+"/kubeadm", append(arguments, "--config", home+"/kubeadm.yaml")...)
		var problem bytes.Buffer
		command.Stderr = &problem
		out, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("kubeadm %s: %w\n%s", strings.Join(arguments, " "), err, problem.String())
		}
		return out, nil
	}
	proxy := home + "/kube-proxy.conf" // the last that is written
	if _, err := os.Stat(proxy); err == nil {
		return nil
	}
	if _, err := kubeadm("init", "phase", "certs", "all"); err != nil {
		return err
	}
	if _, err := kubeadm("init", "phase", "kubeconfig", "all", "--kubeconfig-dir", home); err != nil {
		return err
	}
	out, err := kubeadm("kubeconfig", "user", "--client-name", "system:kube-proxy")
	if err != nil {
		return err
	}
	return os.WriteFile(proxy, out, 0o600)
}

// region start

// start starts the parts in the order in which they need each other; each waits by itself for those before it.
func start(p *processes) error {
	pki := home + "/pki/"
	conf := func(name string) string { return home + "/" + name + ".conf" }
	containerd, err := exec.LookPath("containerd")
	if err != nil {
		return err
	}
	for _, part := range [][]string{
		{containerd, "--config", home + "/containerd.toml"},
		{
			"etcd", "--name", name, "--data-dir", home + "/etcd", "--unsafe-no-fsync",
			"--listen-client-urls", "https://127.0.0.1:2379", "--advertise-client-urls", "https://127.0.0.1:2379",
			"--client-cert-auth", "--trusted-ca-file", pki + "etcd/ca.crt",
			"--cert-file", pki + "etcd/server.crt", "--key-file", pki + "etcd/server.key",
			"--log-level", "warn",
		},
		{
			"kube-apiserver", "--advertise-address", address, "--secure-port", "6443",
			"--tls-cert-file", pki + "apiserver.crt", "--tls-private-key-file", pki + "apiserver.key",
			"--client-ca-file", pki + "ca.crt", "--authorization-mode", "Node,RBAC",
			"--enable-admission-plugins", "NodeRestriction", "--admission-control-config-file", home + "/admission.yaml",
			"--allow-privileged", "--service-cluster-ip-range", services,
			"--etcd-servers", "https://127.0.0.1:2379", "--etcd-cafile", pki + "etcd/ca.crt",
			"--etcd-certfile", pki + "apiserver-etcd-client.crt", "--etcd-keyfile", pki + "apiserver-etcd-client.key",
			"--kubelet-client-certificate", pki + "apiserver-kubelet-client.crt",
			"--kubelet-client-key", pki + "apiserver-kubelet-client.key",
			"--kubelet-preferred-address-types", "InternalIP",
			"--service-account-issuer", "https://kubernetes.default.svc.cluster.local",
			"--service-account-key-file", pki + "sa.pub", "--service-account-signing-key-file", pki + "sa.key",
			"--requestheader-client-ca-file", pki + "front-proxy-ca.crt",
			"--requestheader-allowed-names", "front-proxy-client",
			"--requestheader-extra-headers-prefix", "X-Remote-Extra-",
			"--requestheader-group-headers", "X-Remote-Group", "--requestheader-username-headers", "X-Remote-User",
			"--proxy-client-cert-file", pki + "front-proxy-client.crt",
			"--proxy-client-key-file", pki + "front-proxy-client.key",
			"--enable-aggregator-routing",
		},
		{
			"kube-controller-manager", "--kubeconfig", conf("controller-manager"),
			"--authentication-kubeconfig", conf("controller-manager"),
			"--authorization-kubeconfig", conf("controller-manager"),
			"--leader-elect=false", "--use-service-account-credentials",
			"--service-account-private-key-file", pki + "sa.key", "--root-ca-file", pki + "ca.crt",
			"--cluster-signing-cert-file", pki + "ca.crt", "--cluster-signing-key-file", pki + "ca.key",
			"--client-ca-file", pki + "ca.crt", "--requestheader-client-ca-file", pki + "front-proxy-ca.crt",
			"--horizontal-pod-autoscaler-sync-period", "5s",
		},
		{
			"kube-scheduler", "--kubeconfig", conf("scheduler"), "--authentication-kubeconfig", conf("scheduler"),
			"--authorization-kubeconfig", conf("scheduler"), "--leader-elect=false",
		},
		{
			"kubelet", "--config", home + "/kubelet.yaml", "--kubeconfig", conf("kubelet"),
			"--root-dir", home + "/kubelet", "--hostname-override", name, "--node-ip", address,
		},
		{"kube-proxy", "--config", home + "/kube-proxy.yaml", "--hostname-override", name},
	} {
		if !filepath.IsAbs(part[0]) {
			part[0] = filepath.Join(programs, part[0])
		}
		if err := p.start(part[0], part[1:]...); err != nil {
			return err
		}
	}
	return nil
}

// endregion start

// ready writes FOLDER/kubeconfig, for use outside, as soon as the API server says that it is ready.
func ready() {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // nothing is said or believed: it is a look at the clock
	}}
	for {
		answer, err := client.Get("https://" + address + ":6443/readyz")
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				break
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	config, err := clientcmd.LoadFromFile(home + "/super-admin.conf")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, cluster := range config.Clusters {
		cluster.Server = "https://" + door()
	}
	half := home + "/kubeconfig.half"
	if err := clientcmd.WriteToFile(*config, half); err == nil {
		err = os.Rename(half, home+"/kubeconfig")
	}
	if err != nil {
		fmt.Println(err)
	}
}
