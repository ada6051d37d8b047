package grade

import "testing"

func gone(*testing.T, string) {} // job objects end what they hold when they are closed
