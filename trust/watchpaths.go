package trust

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// paths are the files and folders of which specs are made: for the system's
// store all that may be read, whether it is there or not. Of a folder its links
// are among them, for what they lead to lies elsewhere.
func paths(specs []string) (all []string) {
	if len(specs) == 0 {
		specs = []string{System}
	}
	for _, spec := range specs {
		switch spec {
		case "", Mozilla, None:
		case System:
			places, _ := systemPlaces()
			all = append(all, places.files...)
			for _, folder := range places.folders {
				all = append(all, withLinks(folder)...)
			}
		default:
			all = append(all, withLinks(spec)...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// withLinks is a folder with the links in it, or the path alone.
func withLinks(path string) []string {
	all := []string{path}
	list, err := os.ReadDir(path)
	if err != nil || len(list) > maxEntries {
		return all
	}
	for _, entry := range list {
		if entry.Type()&fs.ModeSymlink != 0 {
			all = append(all, filepath.Join(path, entry.Name()))
		}
	}
	return all
}
