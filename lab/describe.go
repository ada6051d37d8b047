package lab

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"github.com/certain-tls/certain"
)

// Description describes the scenario, so that [Description.Scenario] makes
// another that looks the same from outside. What is made by hand, such as
// bytes that no sound TLS server sends, cannot be described: then Builtin is
// set.
func (s Scenario) Description() Description {
	d := Description{ID: s.ID, About: s.About, Codes: s.Codes, Expect: s.Expect}
	w := &describer{ids: map[*plan]string{}}
	if s.byFunc || s.Kind != certain.Endpoint || !w.walk(s) {
		d.Builtin = cmp.Or(s.builtin, s.ID)
		return d
	}
	d.Policy, d.Profile, d.Revocation, d.Logs = s.Policy, s.Profile, s.Revocation, s.logs
	d.Staple, d.Timestamps, d.TLS, d.Behaviour, d.Text = s.staple, s.timestamps, s.tls, s.behaviour, s.text
	if s.host != "localhost" && s.behaviour != nameless {
		d.Host = s.host
	}
	if s.serverName != s.host {
		d.ServerName = s.serverName
	}
	d.Certificates = w.certificates()
	d.Pin = w.pin(s.pinned, &d)
	d.Sends = w.sent(s.sends)
	for _, c := range s.also {
		d.Also = append(d.Also, Chain{w.named(c)})
	}
	return d
}

// describer gives the plans of a scenario ids.
type describer struct {
	ids   map[*plan]string
	plans []*plan // those to describe, in the order of meeting
}

// walk meets all plans, and reports false if one cannot be described.
func (w *describer) walk(s Scenario) bool {
	for i, c := range s.chains() {
		if len(c) > 0 {
			w.meet(c[0], [2]string{ownLeaf, fmt.Sprintf("%s-%d", ownLeaf, i+1)}[min(i, 1)])
		}
		for _, p := range c {
			w.meet(p, slug(p.name()))
		}
	}
	for i := 0; i < len(w.plans); i++ { // which grows meanwhile
		if p := w.plans[i].by; p != nil {
			w.meet(p, slug(p.name()))
		}
	}
	return !slices.ContainsFunc(w.plans, func(p *plan) bool { return p.spoil != nil })
}

func (w *describer) meet(p *plan, id string) {
	if w.ids[p] != "" {
		return
	}
	switch p {
	case r11:
		w.ids[p] = ownIntermediate
		return
	case rootX1:
		w.ids[p] = ownRoot
		return
	}
	taken := func(id string) bool {
		for _, one := range w.ids {
			if one == id {
				return true
			}
		}
		return false
	}
	free := cmp.Or(p.ID, id)
	for n := 2; taken(free); n++ {
		free = fmt.Sprintf("%s-%d", cmp.Or(p.ID, id), n)
	}
	w.ids[p] = free
	w.plans = append(w.plans, p)
}

func (w *describer) named(c chain) (ids []string) {
	for _, p := range c {
		ids = append(ids, w.ids[p])
	}
	return ids
}

// sent leaves out what is sent by default.
func (w *describer) sent(c chain) []string {
	if len(c) == 0 {
		return nil
	}
	path := chain{}
	for p := c[0]; p != nil && (p.by != nil || len(path) == 0); p = p.by {
		path = append(path, p)
	}
	if w.ids[c[0]] == ownLeaf && slices.Equal(path, c) {
		return nil
	}
	return w.named(c)
}

// certificates describes the plans, the lab's own left out.
func (w *describer) certificates() (all []Certificate) {
	holders := map[string]string{r11.role: ownIntermediate, rootX1.role: ownRoot}
	for _, p := range w.plans {
		c := w.one(p)
		if holder := holders[p.role]; holder != "" {
			c.KeyOf, c.Key = holder, ""
		} else {
			holders[p.role] = c.ID
		}
		if !reflect.DeepEqual(c, Certificate{ID: ownLeaf}) {
			all = append(all, c)
		}
	}
	return all
}

// one describes a plan and leaves out what is the default.
func (w *describer) one(p *plan) Certificate {
	c := p.Certificate
	c.ID = w.ids[p]
	c.Issuer = itself
	if p.by != nil {
		c.Issuer = w.ids[p.by]
	}
	c.Trusted = c.Trusted || slices.Contains(anchors, p)
	if kind := kindOf(p.role); kind != keyKinds[0].name {
		c.Key = kind
	}
	usual := Certificate{ID: c.ID, Authority: c.Authority}
	if c.signsItself() {
		usual.Issuer = itself
	}
	usual = usual.filled()
	if c.Issuer == usual.Issuer && c.Issuer != itself {
		c.Issuer = ""
	}
	if slices.Equal(c.Names, usual.Names) {
		c.Names = nil
	}
	if len(p.Names) > 0 && c.CommonName == p.Names[0] || c.CommonName == usual.CommonName {
		c.CommonName = ""
	}
	if *c.Starts == *usual.Starts {
		c.Starts = nil
	}
	if *c.Ends == *usual.Ends {
		c.Ends = nil
	}
	return c
}

// pin names the certificate that has the key of a role. If none is sent that
// has it, one is described that is not.
func (w *describer) pin(role string, d *Description) string {
	if role == "" {
		return ""
	}
	for _, p := range w.plans {
		if p.role == role {
			return w.ids[p]
		}
	}
	const other = "pinned"
	d.Certificates = append(d.Certificates, Certificate{ID: other})
	return other
}
