# make demo: sinh các hồ sơ mẫu; make test: chạy mọi kiểm tra. Mỗi lệnh tự cài những gì còn thiếu.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint templates windows setup office chromium clean

demo: setup office
	$(BIN)/vanban build data/142-qd-vpcp data/95-qd-vpcp data/365-qd-btp data/phu-luc-hcmc \
		$$(bash .ci/office --have || echo "--format docx,xlsx"); code=$$?; \
		echo "Mở trang làm việc: $(BIN)/vanban app"; exit $$code

test: setup office chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32
	$(BIN)/python -m pytest -n auto --dist loadfile

templates: setup
	$(BIN)/python templates/stock_docx.py
	$(BIN)/python templates/stock_xlsx.py

# Thư mục chạy được trên Windows, không cần cài: make windows PYTHON=python-embed.zip (mã kiểm trong python-embed.zip.sha256).
windows: setup
	@test -n "$(PYTHON)" || { echo "make windows PYTHON=python-embed.zip: gói Python nhúng chính thức của Windows" >&2; exit 2; }
	$(BIN)/python windows/assemble.py "$(PYTHON)" build/windows/vanban --sha256 "$(SHA256)"

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	bash .ci/python $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

office:
	@bash .ci/office

chromium:
	@bash .ci/chromium

clean:
	rm -rf $(VENV)
