package probe

import "sync"

// Cache remembers what was fetched from the addresses in certificates, for the
// length of one call of the program: a hundred servers of one authority name
// one list. It is safe for concurrent use, and the zero value is ready.
type Cache struct {
	mu   sync.Mutex
	size int
	got  map[cacheKey][]byte
}

// cacheKey holds what an answer depends on, the reach of the target included:
// what one target may not ask for, it must not be told because another could.
type cacheKey struct {
	home    realm
	address string
	post    string
}

// maxCached bounds the bytes of all answers; what comes later is not kept.
const maxCached = 64 << 20

func (c *Cache) get(key cacheKey) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	body, ok := c.got[key]
	return body, ok
}

func (c *Cache) put(key cacheKey, body []byte) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size+len(body) > maxCached {
		return
	}
	if c.got == nil {
		c.got = map[cacheKey][]byte{}
	}
	c.size += len(body)
	c.got[key] = body
}
