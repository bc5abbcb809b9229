"""Answers: what is put together of all the rest, for a reader who has one question.

reporting     `report`: what an occupation pays, to whom and where, how it grows, what to quote
changes       `diff`: what moved, was withheld, re-coded or revised between two releases
titled        `table`: figures as a titled table with source notes, for print
exchange      `data_package`: figures and reference tables for R, Stata and SQL
exploring     `explorer`: one page with its data inside; `explore`: the same in a notebook
installation  `doctor`: what is installed and what is missing
forms         sections of an answer as Markdown and HTML, numbers as text

They stand above all other layers; only the command is above them.
"""
