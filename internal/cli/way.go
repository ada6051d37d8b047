package cli

import (
	"cmp"
	"context"
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/probe"
	"github.com/certain-tls/certain/problem"
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
	flags.StringVar(&f.clientCert, "client-cert", "", "certificate `FILE` to show to a server that asks for one, with its chain; PEM, PKCS#12 and more")
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
// them is a fault of the call: they are the user's own. Whether the server
// likes them is its own affair, so nothing but their use is judged here.
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
	var key []byte
	if f.clientKey != "" {
		if key, err = readFlagFile(ctx, "--client-key", f.clientKey); err != nil {
			return err
		}
	}
	pair, err := f.pair(certs, key, o)
	if err != nil {
		return f.clientFault(err)
	}
	client := pair.Certificate()
	o.Client = &client
	return nil
}

// pair tries one passphrase after the other, and at last asks.
func (f *wayFlags) pair(certs, key []byte, o *diagnose.Options) (pair *keypair.Pair, err error) {
	options := keypair.Options{Purpose: "client", Accept: codes()}
	pair, err = keypair.Parse(certs, key, options)
	for _, one := range o.Passphrases {
		if err == nil {
			return pair, nil
		}
		options.Passphrase = func() (string, error) { return one, nil }
		pair, err = keypair.Parse(certs, key, options)
	}
	var refused *keypair.Error
	if o.Prompt != nil && errors.As(err, &refused) && refused.Has("passphrase-needed") {
		if typed, ok := o.Prompt(cmp.Or(f.clientKey, f.clientCert)); ok {
			options.Passphrase = func() (string, error) { return typed, nil }
			pair, err = keypair.Parse(certs, key, options)
		}
	}
	return pair, err
}

// clientFault says in one sentence why certificate and key cannot be used.
func (f *wayFlags) clientFault(err error) error {
	flag, name := "--client-cert", f.clientCert
	if f.clientKey != "" {
		name += " with --client-key " + f.clientKey
	}
	var refused *keypair.Error
	if !errors.As(err, &refused) {
		return misused("%s %s: %s", flag, name, certain.Clip(err.Error(), 200))
	}
	says := refused.Code
	if entry, ok := problem.Find(refused.Code); ok {
		says = cmp.Or(entry.FilesTitle, entry.Title)
	}
	return &usageError{text: flag + " " + name + ": " + says, hint: "see: certain explain " + refused.Code}
}
