package lab

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

	// An authority that nobody was told to trust.
	rootY1    = root("Private Root Y1")
	privateR1 = authority("Private R1", rootY1)

	// An authority whose certificate is nowhere to be found.
	rootZ1     = root("Vanished Root Z1")
	vanishedR1 = authority("Vanished R1", rootZ1)
)

// anchors are the roots that a client of the lab trusts.
var anchors = []*plan{rootX1, rootX0}
