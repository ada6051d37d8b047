package problem

var loading = []Problem{}
