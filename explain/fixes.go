package explain

import "github.com/certain-tls/certain"

// ownFixes is what mends a problem in one ecosystem, by code and ecosystem.
var ownFixes = map[string]map[string][]certain.Fix{}
