package keypair

// PollOnly leaves out notification.
func PollOnly(o *WatchOptions) { o.pollOnly = true }
