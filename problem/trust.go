package problem

import "github.com/certain-tls/certain"

// trust holds the problems of trust and validity: what a path from the leaf
// to an anchor can be accused of.
var trust = []Problem{
	{
		Code:  "expired",
		Title: "a served certificate is past its end date", FilesTitle: "a certificate is past its end date",
		So:       "every client that checks dates refuses this server",
		Endpoint: certain.Error, Files: certain.Error,
		Bites: BitesTLS, About: AboutDates,
		Apart: "wrong-clock: there the certificate is fine and this machine's date is off",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "renew, then reload: a renewed file that is not reloaded looks exactly like this", Command: "certbot renew && nginx -s reload"},
			{For: certain.ForYou, Do: "see whether a newer certificate already lies on the disk", Command: "certain inspect /etc/letsencrypt/live/*/fullchain.pem"},
		},
	},
}
