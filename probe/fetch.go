package probe

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"

	certain "github.com/certain-tls/certain"
)

const (
	maxFetches = 4
	maxFetched = 64 << 10        // bytes of one answer
	fetchWait  = 5 * time.Second // for one fetch, if Options.Timeout is longer
	maxURL     = 200             // characters of a URL that are shown
)

// FetchIssuers fetches the issuers that certs name as their own (the
// caIssuers addresses of RFC 5280 section 4.2.2.1) and adds them to
// obs.Fetched, each attempt as a step.
//
// The addresses were written by strangers, so: plain HTTP only, as the RFC has
// it, no redirect, no proxy, at most 4 fetches a call, 64 KiB and 5 s each,
// and addresses of this machine or of a private network only if the target's
// own address is of the same kind. An address that obs shows as asked before
// is not asked again.
func FetchIssuers(ctx context.Context, obs *certain.Observation, certs []*certain.Cert, o Options) {
	if o.NoFetch {
		return
	}
	asked := map[string]bool{}
	for _, step := range obs.Steps {
		if step.Name == certain.StepFetch {
			asked[step.Address] = true
		}
	}
	f := fetcher{home: homeRealm(obs), options: o, clock: obs.Clock}
	fetches := 0
	for _, c := range certs {
		if c == nil || c.X509 == nil {
			continue
		}
		for _, address := range c.X509.IssuingCertificateURL {
			shown := certain.Clip(address, maxURL)
			if asked[shown] || fetches == maxFetches || ctx.Err() != nil {
				continue
			}
			asked[shown] = true
			fetches++
			f.step(ctx, obs, address, shown)
		}
	}
}

type fetcher struct {
	home    realm // where the target is
	options Options
	clock   *certain.Clock // where a Date goes; nil for nowhere
}

func (f fetcher) step(ctx context.Context, obs *certain.Observation, address, shown string) {
	start := time.Now()
	step := certain.Step{Name: certain.StepFetch, Address: shown, Outcome: certain.OK}
	found, err := f.issuers(ctx, address)
	if err != nil {
		fail(&step, err, fetchOutcome(err))
	} else {
		step.Found = fmt.Sprintf("%d certificates", len(found))
		if len(found) == 1 {
			step.Found = "1 certificate"
		}
	}
	for _, c := range found {
		if !has(obs, c) {
			obs.Fetched = append(obs.Fetched, certain.Fetched{From: shown, Cert: c})
		}
	}
	step.MS = millis(time.Since(start))
	obs.Steps = append(obs.Steps, step)
}

func (f fetcher) issuers(ctx context.Context, address string) ([]*certain.Cert, error) {
	body, err := f.fetch(ctx, question{address: address, most: maxFetched})
	if err != nil {
		return nil, err
	}
	return issuers(body)
}

func has(obs *certain.Observation, c *certain.Cert) bool {
	for _, served := range obs.Served {
		if served.Equal(c) {
			return true
		}
	}
	for _, fetched := range obs.Fetched {
		if fetched.Cert.Equal(c) {
			return true
		}
	}
	return false
}

var (
	errRealm  = errors.New("the address belongs to this machine or a private network, and the target does not")
	errScheme = errors.New("only http addresses are fetched")
	errLarge  = errors.New("the answer is larger than the limit")
)

func fetchOutcome(err error) certain.Outcome {
	var dns *net.DNSError
	switch {
	case errors.Is(err, errLarge):
		return certain.TooLarge
	case errors.Is(err, errRealm):
		return certain.Denied
	case errors.As(err, &dns):
		return dnsOutcome(err)
	}
	return socketOutcome(err)
}

// question is one request for a small file.
type question struct {
	address string
	most    int64  // bytes of the answer
	post    []byte // sent, if it is not nil
	kind    string // content type of post
}

// fetch gets an answer, or one that the cache has already: several targets
// name the same authorities.
func (f fetcher) fetch(ctx context.Context, q question) ([]byte, error) {
	u, err := url.Parse(q.address)
	if err != nil || u.Host == "" {
		return nil, errors.New("the address is no URL")
	}
	if u.Scheme != "http" || u.User != nil {
		return nil, errScheme
	}
	key := cacheKey{f.home, q.address, string(q.post)}
	if body, ok := f.options.Cache.get(key); ok {
		return body, nil
	}
	ctx, cancel := context.WithTimeout(ctx, min(fetchWait, f.options.timeout()))
	defer cancel()
	request, err := q.request(ctx, u)
	if err != nil {
		return nil, err
	}
	body, err := f.send(request, q.most)
	if err == nil {
		f.options.Cache.put(key, body)
	}
	return body, err
}

func (q question) request(ctx context.Context, u *url.URL) (*http.Request, error) {
	method := http.MethodGet
	if q.post != nil {
		method = http.MethodPost
	}
	request, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(q.post))
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "certain")
	if q.kind != "" {
		request.Header.Set("Content-Type", q.kind)
	}
	return request, nil
}

func (f fetcher) send(request *http.Request, most int64) ([]byte, error) {
	transport := f.transport()
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request) // follows no redirects
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	f.noteDate(request.URL.String(), response)
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the answer is %s", certain.Clip(response.Status, 60))
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, most+1))
	switch {
	case err != nil:
		return nil, err
	case int64(len(body)) > most:
		return nil, errLarge
	}
	return body, nil
}

// noteDate writes down what the server says the time is. An answer out of a
// cache says when it was made (RFC 9111 section 5.1), and is left out.
func (f fetcher) noteDate(address string, response *http.Response) {
	date, err := http.ParseTime(response.Header.Get("Date"))
	if err != nil || f.clock == nil || response.Header.Get("Age") != "" {
		return
	}
	f.clock.Dates = append(f.clock.Dates, certain.Dated{
		From: certain.Clip(address, maxURL), Date: date.UTC(), Seen: time.Now().UTC(),
	})
}

// transport asks no proxy: its environment is not the caller's word.
func (f fetcher) transport() *http.Transport {
	dialer := &net.Dialer{
		Resolver: resolver(f.options.Resolver),
		Control: func(_, address string, _ syscall.RawConn) error {
			to, err := netip.ParseAddrPort(address)
			if err != nil || !f.home.mayReach(realmOf(to.Addr())) {
				return errRealm
			}
			return nil
		},
	}
	return &http.Transport{
		Proxy:                  nil,
		DialContext:            dialer.DialContext,
		DisableKeepAlives:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: maxFetched,
		Protocols:              plainHTTP(),
	}
}

func plainHTTP() *http.Protocols {
	p := new(http.Protocols)
	p.SetHTTP1(true)
	return p
}
