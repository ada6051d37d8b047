package cli

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/pem"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/probe"
)

// wayFlags say by which way a server is reached, and who asks.
type wayFlags struct {
	proxy      string
	resolve    []string
	clientCert string
	clientKey  string
}

// fromEnv is the value of --proxy that follows the environment's variables.
const fromEnv = "env"

func (f *wayFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.proxy, "proxy", "", "go through a proxy, `URL|env`: http, https, socks5 or socks5h; env follows HTTPS_PROXY, ALL_PROXY and NO_PROXY, which are not followed otherwise")
	flags.StringArrayVar(&f.resolve, "resolve", nil, "take this address for a name, `HOST:PORT:ADDRESS` (repeatable)")
	flags.StringVar(&f.clientCert, "client-cert", "", "certificate `FILE` to show to a server that asks for one, with its chain")
	flags.StringVar(&f.clientKey, "client-key", "", "private key `FILE` of --client-cert, if it is not in the same file")
	complete(cmd, "proxy", cobra.FixedCompletions([]string{fromEnv}, cobra.ShellCompDirectiveNoFileComp))
	complete(cmd, "resolve", cobra.NoFileCompletions)
}

func (f *wayFlags) apply(ctx context.Context, o *diagnose.Options) error {
	if err := f.applyProxy(o); err != nil {
		return err
	}
	for _, text := range f.resolve {
		pin, err := probe.ParsePin(text)
		if err != nil {
			return misused("--resolve: %s", err)
		}
		o.Pins = append(o.Pins, pin)
	}
	return f.applyClient(ctx, o)
}

func (f *wayFlags) applyProxy(o *diagnose.Options) (err error) {
	o.Getenv = os.Getenv
	switch f.proxy {
	case "":
		return nil
	case fromEnv:
		o.FollowEnv = true
		return readableProxies()
	}
	if o.Proxy, err = probe.ParseProxy(f.proxy); err != nil {
		return misused("--proxy: %s", err)
	}
	return nil
}

// readableProxies refuses variables that nobody could follow, before anything
// runs. Which of them is followed depends on the target.
func readableProxies() error {
	for _, pair := range os.Environ() {
		name, text, _ := strings.Cut(pair, "=")
		text = strings.TrimSpace(text)
		switch strings.ToLower(name) {
		case "https_proxy", "all_proxy":
			if _, err := probe.ParseProxy(text); text != "" && err != nil {
				return misused("--proxy env: %s: %s", name, err)
			}
		}
	}
	return nil
}

// applyClient reads the certificate and the key to show. What is wrong with
// them is a fault of the call: they are the user's own.
func (f *wayFlags) applyClient(ctx context.Context, o *diagnose.Options) error {
	switch {
	case f.clientCert == "" && f.clientKey == "":
		return nil
	case f.clientCert == "":
		return misused("--client-key needs --client-cert beside it")
	}
	certs, err := readFlagFile(ctx, "--client-cert", f.clientCert)
	if err != nil {
		return err
	}
	if !holds(certs, "CERTIFICATE") {
		return misused("--client-cert: %s holds no certificate in PEM", f.clientCert)
	}
	key, err := f.readKey(ctx, certs)
	if err != nil {
		return err
	}
	pair, err := tls.X509KeyPair(certs, key)
	if err != nil {
		return misused("--client-cert: %s: %s", f.clientCert, clientFault(key, err))
	}
	o.Client = &pair
	return nil
}

// readKey reads the file of the key, or finds the key among the certificates.
func (f *wayFlags) readKey(ctx context.Context, certs []byte) ([]byte, error) {
	if f.clientKey == "" {
		if !holds(certs, "PRIVATE KEY") {
			return nil, misused("--client-cert: %s holds no private key, and --client-key names none", f.clientCert)
		}
		return certs, nil
	}
	key, err := readFlagFile(ctx, "--client-key", f.clientKey)
	if err == nil && !holds(key, "PRIVATE KEY") {
		err = misused("--client-key: %s holds no private key in PEM", f.clientKey)
	}
	return key, err
}

// clientFault says why certificate and key do not go together. Texts of
// crypto/tls quote no bytes of a key.
func clientFault(key []byte, err error) string {
	switch {
	case bytes.Contains(key, []byte("ENCRYPTED")):
		return "the private key is encrypted, and no passphrase can be given here"
	case strings.Contains(err.Error(), "does not match"):
		return "the private key does not belong to the certificate"
	}
	return certain.Clip(strings.TrimPrefix(err.Error(), "tls: "), 200)
}

// holds tells whether there is a block of PEM with such a label.
func holds(data []byte, label string) bool {
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			return false
		}
		if strings.HasSuffix(block.Type, label) {
			return true
		}
	}
}
