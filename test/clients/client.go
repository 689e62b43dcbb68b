// A client of the API in Go's net/http: create FILE OPTIONS | read ID | archive ID | download ID OUT
package main

import (
	"fmt"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
)

var url = os.Getenv("YOTI_SIGN_BASE_URL") + "/v2/envelopes"

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func call(method, url, contentType string, body io.Reader) *http.Response {
	request := must(http.NewRequest(method, url, body))
	request.Header.Set("Authorization", "Bearer "+os.Getenv("YOTI_SIGN_API_KEY"))
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	answer := must(http.DefaultClient.Do(request))
	if answer.StatusCode >= 300 {
		log.Fatalf("%s %s", answer.Status, must(io.ReadAll(answer.Body)))
	}
	return answer
}

// A pipe has no length, so that the body goes out in chunks.
func create(path, options string) *http.Response {
	reader, writer := io.Pipe()
	form := multipart.NewWriter(writer)
	go func() {
		header := textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="options"`},
			"Content-Type":        {"application/json"},
		}
		must(must(form.CreatePart(header)).Write(must(os.ReadFile(options))))
		must(must(form.CreateFormFile("file", filepath.Base(path))).Write(must(os.ReadFile(path))))
		form.Close()
		writer.Close()
	}()
	return call("POST", url, form.FormDataContentType(), reader)
}

func main() {
	switch name, id := os.Args[1], os.Args[2]; name {
	case "create":
		must(io.Copy(os.Stdout, create(id, os.Args[3]).Body))
	case "read":
		must(io.Copy(os.Stdout, call("GET", url+"/"+id, "", nil).Body))
	case "archive":
		fmt.Print(call("PATCH", url+"/"+id, "", nil).StatusCode)
	case "download":
		answer := call("GET", url+"/"+id+"/completed-documents", "", nil)
		must(io.Copy(must(os.Create(os.Args[3])), answer.Body))
		fmt.Print(answer.Header.Get("Content-Type"))
	}
}
