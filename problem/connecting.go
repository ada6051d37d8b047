package problem

var connecting = []Problem{}
