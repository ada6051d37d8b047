package lab

import (
	"fmt"
)

// The authorities of the lab. What is broken about one is said beside it; the
// others are sound.
var (
	rootX1 = root("Lab Root X1")
	r11    = authority("Lab R11", rootX1)

	// The old root is past its end and still in the store, as old roots are.
	rootX0 = root("Lab Root X0", lasts(-12*365*day, -20*day))
	r10    = authority("Lab R10", rootX0)

	// Two certificates for one key: an expired one by the old root, a living
	// one by the new.
	r12     = authority("Lab R12", rootX1)
	r12byX0 = authority("Lab R12", rootX0, lasts(-1096*day, -30*day))

	// The key of the new root, once vouched for by the old one.
	rootX1byX0 = authority("Lab Root X1", rootX0, lasts(-1096*day, -30*day), anyPathLength)

	// Two storeys of intermediates.
	policyR1 = authority("Lab Policy R1", rootX1, anyPathLength)
	r13      = authority("Lab R13", policyR1)

	r20 = authority("Lab R20", rootX1, lasts(-1096*day, -3*day)) // expired
	r21 = authority("Lab R21", rootX1, lasts(2*day, 1096*day))   // not yet valid
	r22 = authority("Lab R22", rootX1, noAuthority)              // may not sign certificates
	r23 = authority("Lab R23", rootX1, permits("example.test"))

	// An authority that may have leaves only, and has an authority.
	policyR2 = authority("Lab Policy R2", rootX1)
	r24      = authority("Lab R24", policyR2)

	r25 = authority("Lab R25", rootX1, lasts(-1086*day, 10*day)) // ends soon
	r26 = authority("Lab R26", rootX1, signedWith("sha1"))       // certified over SHA-1
	r27 = authority("Lab R27", rootX1, keyed(rsa1024))           // a weak key
	r28 = authority("Lab R28", rootX1, purposes("client"))       // vouches for clients only
	r29 = authority("Lab R29", rootX1, criticalStranger)
	r35 = authority("Lab R35", rootX1, impossibleEnd)
	r36 = authority("Lab R36", rootX1, excludes("localhost"))
	r37 = authority("Lab R37", rootX1, anyPathLength, signsLists) // an authority that may sign no certificates

	// Five storeys of intermediates.
	storeys = tower("Lab Storey", rootX1, 5)

	// A root that is signed over SHA-1, and one whose time has not come.
	rootX2 = root("Lab Root X2", signedWith("sha1"))
	r41    = authority("Lab R41", rootX2)
	rootX3 = root("Lab Root X3", lasts(2*day, 10*365*day))
	r42    = authority("Lab R42", rootX3)

	// An authority that nobody was told to trust.
	rootY1    = root("Private Root Y1")
	privateR1 = authority("Private R1", rootY1)

	// An authority whose certificate is nowhere to be found.
	rootZ1     = root("Vanished Root Z1")
	vanishedR1 = authority("Vanished R1", rootZ1)
)

// anchors are the roots that a client of the lab trusts.
var anchors = []*plan{rootX1, rootX0, rootX2, rootX3}

// tower plans authorities that stand on one another, the lowest first.
func tower(name string, ground *plan, storeys int) (all []*plan) {
	for i := range storeys {
		ground = authority(fmt.Sprintf("%s %d", name, i+1), ground, anyPathLength)
		all = append(all, ground)
	}
	return all
}
