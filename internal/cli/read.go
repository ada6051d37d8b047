package cli

import (
	"fmt"
	"io"
	"os"
)

// readBounded reads a whole file of at most maxFlagFile bytes.
func readBounded(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder", name)
	}
	return readAll(name, file)
}

func readAll(name string, r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFlagFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(data) > maxFlagFile {
		return nil, fmt.Errorf("%s is larger than %d MiB", name, maxFlagFile>>20)
	}
	return data, nil
}
