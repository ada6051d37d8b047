package certain

// File is one file as it was read, or as reading it failed.
type File struct {
	Name string `json:"name"`           // as the user wrote it, or the path found in a folder; "-" is standard input
	Size int64  `json:"size"`           // in bytes
	Mode uint32 `json:"mode,omitempty"` // permission bits
	// Owner is the number of the user who owns it; nil where the system has
	// none, or nothing was opened. Without it Mode says nothing about who may
	// read the file.
	Owner     *uint32    `json:"owner,omitempty"`
	Mounted   bool       `json:"mounted,omitempty"` // a secret that was mounted into a container
	Outcome   Outcome    `json:"outcome"`
	Error     string     `json:"error,omitempty"`
	Role      Role       `json:"role,omitempty"`
	Materials []Material `json:"material,omitempty"` // in the order of the file
	Faults    []Fault    `json:"faults,omitempty"`   // what could not be read, in the order of the file
}

// Role is what a file was handed over as, where a flag says so.
type Role string

// The roles of files.
const (
	RoleAny Role = ""    // an argument: whatever it is
	RoleKey Role = "key" // given by --key
)

// Form names what a piece of material is.
type Form string

// The forms of material.
const (
	Certificate Form = "certificate"
	PrivateKey  Form = "private-key"
	PublicKey   Form = "public-key"
	Request     Form = "request"
	CRL         Form = "crl"
	Parameters  Form = "parameters" // EC or DH parameters
	Other       Form = "other"      // recognised, and nothing that certain judges
)

// Material is one piece that a file or a server holds. Of a private key it
// holds the public half and nothing else.
type Material struct {
	Form       Form   `json:"kind"`
	From       string `json:"from"`      // FILE:LINE, or served[i]
	Container  string `json:"container"` // pem or der
	Label      string `json:"label,omitempty"`
	Cert       *Cert  `json:"certificate,omitempty"` // for certificates
	DER        []byte `json:"der,omitempty"`         // for requests, CRLs and public keys; never for private keys
	SPKI       []byte `json:"spki,omitempty"`        // SubjectPublicKeyInfo, DER; for private keys derived from the key
	Algorithm  string `json:"algorithm,omitempty"`   // of a key: "RSA", "ECDSA P-256", "Ed25519"
	Bits       int    `json:"bits,omitempty"`        // of a key
	Encrypted  bool   `json:"encrypted,omitempty"`   // a private key that needs a passphrase
	Unreadable string `json:"unreadable,omitempty"`  // why a recognised piece cannot be used, e.g. an unknown key type
}

// Fault is a place in a file that could not be read.
type Fault struct {
	Line   int       `json:"line"`   // counted from 1; 0 for the file as a whole
	Offset int       `json:"offset"` // in bytes from the start
	What   FaultWhat `json:"what"`
	Says   string    `json:"says"` // one clause, cleaned
}

// FaultWhat classifies faults of files.
type FaultWhat string

// The faults of files.
const (
	FaultEmpty      FaultWhat = "empty"       // nothing in it
	FaultNoMaterial FaultWhat = "no-material" // text or bytes, none of them recognised
	FaultArmour     FaultWhat = "armour"      // a BEGIN or END line is broken, missing or does not match
	FaultCutOff     FaultWhat = "cut-off"     // the file ends inside a block
	FaultBase64     FaultWhat = "base64"      // the body of a block is no base64
	FaultBOM        FaultWhat = "byte-order-mark"
	FaultUTF16      FaultWhat = "utf-16"
	FaultDER        FaultWhat = "der"    // the bytes are no well-formed certificate, key … of their label
	FaultFormat     FaultWhat = "format" // recognised as a container or kind that is not read, named in Says
)
