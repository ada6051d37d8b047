package probe

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"time"

	"golang.org/x/crypto/ocsp"

	certain "github.com/certain-tls/certain"
)

const (
	maxLists     = 6 // revocation lists, and as many questions, in one call
	maxList      = 8 << 20
	maxResponse  = 64 << 10
	ocspRequests = "application/ocsp-request" // RFC 6960 appendix A.1
)

// FetchStatements asks about revocation where the certificates of a path name
// a place for it: path leads from the leaf to the anchor, each the issuer of
// the one before it. want is "crl", "ocsp" or "all"; for anything else nothing
// is asked. What comes back goes into obs.Statements as it is, each attempt as
// a step; a list or responder that was asked before is not asked again.
//
// The bounds are those of [FetchIssuers]: plain HTTP, no redirect, no proxy,
// 5 s each, no address that is nearer than the target. Lists may have 8 MiB,
// responses 64 KiB; at most 6 of each are asked for.
func FetchStatements(ctx context.Context, obs *certain.Observation, path []*certain.Cert, want string, o Options) {
	f := fetcher{home: homeRealm(obs), options: o, clock: obs.Clock}
	a := asker{fetcher: f, obs: obs}
	for i := 0; i+1 < len(path); i++ {
		cert, issuer := path[i].X509, path[i+1].X509
		if cert == nil || issuer == nil {
			return
		}
		if want == "ocsp" || want == "all" {
			a.responders(ctx, cert, issuer)
		}
		if want == "crl" || want == "all" {
			a.lists(ctx, cert)
		}
	}
}

type asker struct {
	fetcher
	obs         *certain.Observation
	listed, ask int // how many were asked for
}

// lists fetches the first list that answers.
func (a *asker) lists(ctx context.Context, cert *x509.Certificate) {
	for _, address := range cert.CRLDistributionPoints {
		if ctx.Err() != nil || a.listed == maxLists || a.has(certain.StatementCRL, address) {
			return
		}
		a.listed++
		if a.step(ctx, certain.StepCRL, certain.StatementCRL, question{address: address, most: maxList}, readList) {
			return
		}
	}
}

// responders asks the first responder that answers.
func (a *asker) responders(ctx context.Context, cert, issuer *x509.Certificate) {
	request, err := ocsp.CreateRequest(cert, issuer, nil) // SHA-1 of the names: what every responder knows
	if err != nil {
		return
	}
	for _, address := range cert.OCSPServer {
		if ctx.Err() != nil || a.ask == maxLists {
			return
		}
		a.ask++
		q := question{address: address, most: maxResponse, post: request, kind: ocspRequests}
		if a.step(ctx, certain.StepOCSP, certain.StatementOCSP, q, readResponse) {
			return
		}
	}
}

// has tells whether a list was fetched already: several certificates of one
// path may name the same.
func (a *asker) has(kind certain.StatementKind, address string) bool {
	for _, s := range a.obs.Statements {
		if s.Kind == kind && s.From == certain.Clip(address, maxURL) {
			return true
		}
	}
	return false
}

// step fetches, keeps what can be read as what it should be, and writes down
// how it went.
func (a *asker) step(ctx context.Context, name string, kind certain.StatementKind, q question, read func([]byte) ([]byte, error)) bool {
	start := time.Now()
	shown := certain.Clip(q.address, maxURL)
	step := certain.Step{Name: name, Address: shown, Outcome: certain.OK}
	body, err := a.fetch(ctx, q)
	if err == nil {
		body, err = read(body)
	}
	if err != nil {
		fail(&step, err, fetchOutcome(err))
	} else {
		step.Found = fmt.Sprintf("%d bytes", len(body))
		a.obs.Statements = append(a.obs.Statements, certain.Statement{Kind: kind, From: shown, DER: body})
	}
	step.MS = millis(time.Since(start))
	a.obs.Steps = append(a.obs.Steps, step)
	return err == nil
}

// readList gives the DER of a list; some servers give PEM.
func readList(body []byte) ([]byte, error) {
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("-----BEGIN X509 CRL-----")) {
		block, _ := pem.Decode(body)
		if block == nil {
			return nil, errors.New("the answer is broken PEM")
		}
		return block.Bytes, nil
	}
	if len(body) == 0 || body[0] != 0x30 {
		return nil, errors.New("the answer is no revocation list")
	}
	return body, nil
}

func readResponse(body []byte) ([]byte, error) {
	if len(body) == 0 || body[0] != 0x30 {
		return nil, errors.New("the answer is no OCSP response")
	}
	return body, nil
}
