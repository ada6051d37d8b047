package tlsconfig

import (
	"cmp"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/trust"
	"github.com/certain-tls/certain/wire"
)

// VerifyError is why a peer was refused. A program branches on Code and shows
// the findings to people:
//
//	var refused *tlsconfig.VerifyError
//	if errors.As(err, &refused) && refused.Code == "expired" { … }
//
// The other side is told no more than the alert bad_certificate. A
// VerifyError does not change, and may be read by many goroutines at once.
type VerifyError struct {
	// Code is that of the problem to mend first, see package problem. If the
	// program's own Verify refused the peer, it is that of the error's
	// ProblemCode method, and empty without one.
	Code string
	// Findings are all that was found, the worst first; empty where no
	// certificate was judged. All texts are clean, see [certain.Clean].
	Findings []certain.Finding
	// Name is what the server should have been; empty for clients.
	Name string
	// Err is the cause: a *tls.CertificateVerificationError with what
	// crypto/x509 said in it, or what the Verify option returned.
	Err error

	purpose string
}

// Error tells who was refused, by which code, and the first reason.
func (e *VerifyError) Error() string {
	text := "verify " + e.purpose
	if e.Name != "" {
		text += " " + certain.Clip(e.Name, 120)
	}
	if e.Code != "" {
		text += ": " + e.Code
	}
	if len(e.Findings) > 0 && e.Findings[0].Code == e.Code {
		return text + ": " + e.Findings[0].Summary
	}
	return text + ": " + certain.Clip(e.Err.Error(), 400)
}

// Unwrap gives the cause.
func (e *VerifyError) Unwrap() error { return e.Err }

// ProblemCode is Code, for [explain.Error].
func (e *VerifyError) ProblemCode() string { return e.Code }

// refused is the error for a certificate that crypto/x509 refuses.
func (v *verifier) refused(state tls.ConnectionState, name string, err error) error {
	e := &VerifyError{
		Findings: v.conclude(state, name), Name: name, purpose: v.side.purpose,
		Err: &tls.CertificateVerificationError{UnverifiedCertificates: state.PeerCertificates, Err: err},
	}
	worst := slices.IndexFunc(e.Findings, func(f certain.Finding) bool { return f.Severity == certain.Error })
	if worst >= 0 {
		e.Code = e.Findings[worst].Code
	}
	if e.Code == "" && errors.Is(err, errNoFIPSChain) {
		e.Code = "weak-key"
	}
	e.Code = cmp.Or(e.Code, explain.Error(e.Err).Code)
	return e
}

// misused is the error where no certificate could be judged.
func (v *verifier) misused(state tls.ConnectionState, code string, err error) error {
	return &VerifyError{Code: code, Name: state.ServerName, purpose: v.side.purpose, Err: err}
}

// declined is the error where the program itself refuses a good peer.
func (v *verifier) declined(state tls.ConnectionState, err error) error {
	e := &VerifyError{Name: state.ServerName, purpose: v.side.purpose, Err: fmt.Errorf("refused by the Verify option: %w", err)}
	if known, ok := errors.AsType[interface {
		error
		ProblemCode() string
	}](err); ok {
		e.Code = known.ProblemCode()
	}
	return e
}

// conclude has the checks judge what the peer showed, as certain check does.
func (v *verifier) conclude(state tls.ConnectionState, name string) []certain.Finding {
	findings := check.Conclude(v.observe(state, name), check.Options{}).Findings
	if v.side.named {
		return findings
	}
	for i := range findings {
		ofClient(&findings[i])
	}
	return findings
}

// ofClient: the catalogue's words for endpoints are about servers.
func ofClient(f *certain.Finding) {
	entry, _ := problem.Find(f.Code)
	f.Title = cmp.Or(entry.FilesTitle, f.Title)
	f.So = cmp.Or(entry.FilesSo, "a server that asks for this client's certificate does not let it in")
}

// observe puts down what was seen, in the terms of the checks.
func (v *verifier) observe(state tls.ConnectionState, name string) *certain.Observation {
	who := cmp.Or(name, "the "+v.side.purpose)
	obs := &certain.Observation{
		At: v.time(), Kind: certain.Endpoint,
		Asked: certain.Asked{Target: who, Name: name, Address: who, Named: name != "", Purpose: v.side.purpose, Demanded: true, Profile: v.profile},
		Steps: []certain.Step{{Name: certain.StepHandshake, Address: who, Outcome: certain.OK}},
		Handshake: &certain.Handshake{
			Version: tls.VersionName(state.Version), Cipher: tls.CipherSuiteName(state.CipherSuite),
			Group: wire.GroupName(uint16(state.CurveID)), ALPN: certain.Clip(state.NegotiatedProtocol, 40),
			SNI: state.ServerName, Resumed: state.DidResume,
			Staple: state.OCSPResponse, SCTs: state.SignedCertificateTimestamps,
		},
		Store: certain.Store{Name: trust.None},
	}
	if v.now == nil { // else the clock is the program's choice, and not to be judged
		obs.Clock = &certain.Clock{Now: obs.At}
	}
	for _, c := range state.PeerCertificates {
		obs.Served = append(obs.Served, certain.NewCert(c))
	}
	if store := v.roots.store(); store != nil {
		obs.Store = store.Describe()
		obs.Fetched = trust.Known(obs.Served)
		all := obs.Served
		for _, f := range obs.Fetched {
			all = append(all, f.Cert)
		}
		obs.Anchors = store.For(obs.Served[0], all)
	}
	return obs
}
