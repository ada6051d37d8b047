package explain

// others holds words that are known and stand for none of the catalogue's
// problems, so that the words around them do not answer for them.
var others = table{
	Ecosystem: "others",
	Name:      "others",
	Phrases: []Phrase{
		{Text: "alert close notify", Source: "RFC 8446 section 6.1: the ordinary end"},
		{Text: "application data after close notify", Source: "OpenSSL ssl/ssl_err.c: after the handshake"},
	},
}

// plain holds the marks of programs that speak no TLS and say in the system's
// words how their connections fail. Beside one of them a phrase about a mere
// connection answers nothing; one about TLS does.
var plain = table{
	Ecosystem: "plain",
	Name:      "programs without TLS",
	Phrases: []Phrase{
		// Other programs in the system's words.
		{Text: "Permission denied (publickey", Source: "OpenSSH sshconnect2.c"},
		{Text: "sshd[", Source: "syslog, the OpenSSH server"},
		{Text: "sshd(", Source: "syslog, the OpenSSH server of old systems"},
		{Text: "xinetd[", Source: "syslog, xinetd: plain TCP"},
		{Text: "telnetd[", Source: "syslog, telnetd: plain TCP"},
		{Text: "ftpd[", Source: "syslog, ftpd: plain TCP"},
		{Text: "stat=Deferred", Source: "sendmail, deliver.c: mail that waits for its peer"},
		{Text: "CRON[", Source: "syslog, cron"},
		{Text: "kernel:", Source: "syslog, the kernel"},
		{Text: "[preauth]", Source: "OpenSSH auth.c"},
		{Text: "kex_exchange_identification", Source: "OpenSSH kex.c"},
		{Text: "ssh: connect to host", Source: "OpenSSH sshconnect.c"},
		{Text: "Disconnected from authenticating user", Source: "OpenSSH packet.c"},
		{Text: "ssh_dispatch_run_fatal", Source: "OpenSSH dispatch.c"},
		{Text: "ssh_exchange_identification", Source: "OpenSSH kex.c, up to 7.9"},
		{Text: "Host key verification failed", Source: "OpenSSH sshconnect.c"},
		{Text: "no matching host key type found", Source: "OpenSSH kex.c"},
		{Text: "no matching key exchange method found", Source: "OpenSSH kex.c"},
		{Text: "packet_write_wait", Source: "OpenSSH packet.c"},
		{Text: "fatal: Read from socket failed", Source: "OpenSSH packet.c"},
		{Text: "pam_unix(", Source: "Linux-PAM, modules/pam_unix"},
		{Text: "dfs.DataNode", Source: "Hadoop, the data node's log: its own protocol over plain TCP"},
		{Text: "Cannot open channel to", Source: "ZooKeeper, QuorumCnxManager: its own protocol over plain TCP"},
		{Text: "ciod: ", Source: "Blue Gene/L, the control daemon: plain TCP"},
		{Text: "DataXceiver", Source: "Hadoop, hdfs/server/datanode/DataXceiver.java"},
		{Text: "org.apache.hadoop.ipc", Source: "Hadoop, ipc/Client.java: its own protocol over plain TCP"},
		{Text: "mapreduce.v2.app.rm", Source: "Hadoop, the application master's calls"},
		{Text: "BLOCK* NameSystem", Source: "Hadoop, the name node's log"},
		{Text: "QuorumCnxManager", Source: "ZooKeeper, its own protocol over plain TCP"},
		{Text: "NIOServerCnxn", Source: "ZooKeeper, its own protocol over plain TCP"},
		{Text: "Unexpected exception causing shutdown while sock still open", Source: "ZooKeeper, Learner.java"},
		{Text: "RAS APP FATAL", Source: "Blue Gene/L, its event log"},
		{Text: "RAS KERNEL", Source: "Blue Gene/L, its event log"},
		{Text: "snmpd[", Source: "syslog, snmpd: UDP"},
		{Text: "named[", Source: "syslog, BIND: UDP and plain TCP"},
		{Text: "ntpd[", Source: "syslog, ntpd: UDP"},
		{Text: "rsyncd[", Source: "syslog, rsync: plain TCP"},
		{Text: "smbd[", Source: "syslog, Samba: plain TCP"},
		{Text: "rpc.mountd", Source: "syslog, NFS: plain TCP"},
		{Text: "automount[", Source: "syslog, autofs"},
	},
}
